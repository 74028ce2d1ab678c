using ThreatGrid.Observables;

namespace ThreatGrid;

/// <summary>A URL that samples met.</summary>
public sealed class UrlEntity : Entity
{
    /// <inheritdoc />
    public override EntityType EntityType => EntityType.Url;

    /// <summary>The URL, as the service writes it: with its port.</summary>
    public string? Url { get; internal set; }

    /// <summary>The SHA-256 of the URL's text, under which the service keeps it.</summary>
    public string? UrlSha256 { get; internal set; }

    /// <summary>The protocol, for example <c>http</c>.</summary>
    public string? Protocol { get; internal set; }

    /// <summary>The host.</summary>
    public string? HostName { get; internal set; }

    /// <summary>The port.</summary>
    public int? Port { get; internal set; }

    /// <summary>The path on the host.</summary>
    public string? UrlPath { get; internal set; }

    /// <summary>What follows the question mark.</summary>
    public string? UrlQuery { get; internal set; }

    /// <summary>What follows the number sign.</summary>
    public string? Fragment { get; internal set; }

    /// <inheritdoc />
    public override string? Value => Url;

    /// <inheritdoc />
    public override string? Defanged => Defang.Url(Url);
}
