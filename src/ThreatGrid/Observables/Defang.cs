namespace ThreatGrid.Observables;

/// <summary>Makes a domain, address or URL harmless to click, for screens and mails.</summary>
internal static class Defang
{
    /// <summary>A domain or an IPv4 address: dots become <c>[.]</c>; an IPv6 address: colons become <c>[:]</c>.</summary>
    public static string? Host(string? host)
    {
        if (host is null)
        {
            return null;
        }

        return host.IndexOf(':') >= 0 && host.IndexOf('.') < 0
            ? host.Replace(":", "[:]")
            : host.Replace(".", "[.]");
    }

    /// <summary>A URL: <c>http</c> becomes <c>hxxp</c> and the dots of the host become <c>[.]</c>; path and query stay as they are.</summary>
    public static string? Url(string? url)
    {
        if (url is null)
        {
            return null;
        }

        int schemeEnd = url.IndexOf("://", System.StringComparison.Ordinal);
        if (schemeEnd < 0)
        {
            return Host(url);
        }

        string scheme = url.Substring(0, schemeEnd);
        int hostStart = schemeEnd + 3;
        int hostEnd = url.IndexOfAny(['/', '?', '#'], hostStart);
        if (hostEnd < 0)
        {
            hostEnd = url.Length;
        }

        string safeScheme = scheme.StartsWith("http", System.StringComparison.OrdinalIgnoreCase)
            ? scheme.Substring(0, 1) + "xx" + scheme.Substring(3)
            : scheme;
        return safeScheme + "://" + url.Substring(hostStart, hostEnd - hostStart).Replace(".", "[.]") + url.Substring(hostEnd);
    }

    /// <summary>The way back: <c>hxxp</c>, <c>[.]</c>, <c>(.)</c>, <c>[dot]</c>, <c>[:]</c>, <c>[://]</c> and <c>[/]</c> become what they stand for. Other text stays as it is.</summary>
    public static string Undo(string text)
    {
        string plain = text
            .Replace("[.]", ".").Replace("(.)", ".").Replace("{.}", ".").Replace("[dot]", ".").Replace("(dot)", ".")
            .Replace("[:]", ":").Replace("[://]", "://").Replace("[:/]", ":/").Replace("[/]", "/").Replace("[@]", "@");
        foreach (string scheme in (string[])["hxxps", "hxxp", "fxp"])
        {
            if (plain.StartsWith(scheme + "://", System.StringComparison.OrdinalIgnoreCase))
            {
                return scheme.Replace("xx", "tt").Replace("fxp", "ftp") + plain.Substring(scheme.Length);
            }
        }

        return plain;
    }
}
