namespace ThreatGrid.Observables.Formats;

/// <summary>URLs as firewall lists take them: without the scheme.</summary>
internal static class UrlEntry
{
    /// <summary>Host, port and the rest. A bare host ends in a slash, and so means only itself.</summary>
    public static string Of(Observable item, bool withPort)
    {
        UrlParts parts = item.UrlParts;
        return parts.Host + (withPort && parts.Port is { } port ? ":" + port : string.Empty) + parts.Rest;
    }

    /// <summary>What no firewall list takes in a URL.</summary>
    public static string? Refusal(Observable item)
    {
        if (item.Type != ObservableType.Url)
        {
            return "not a URL: this list takes URLs alone";
        }

        UrlParts parts = item.UrlParts;
        if (parts.IsIp6)
        {
            return "its host is an IPv6 address, which the list cannot take";
        }

        if (parts.User.Length > 0)
        {
            return "it has a user name, which the list cannot take";
        }

        return parts.Scheme is "http" or "https" or "ftp" ? null : $"the list cannot take the scheme {parts.Scheme}";
    }
}
