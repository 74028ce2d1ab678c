namespace ThreatGrid;

/// <summary>The kinds of indicator-of-compromise feeds (section 6.1 of the API reference).</summary>
public enum IocFeedType
{
    /// <summary>Files that samples dropped or loaded.</summary>
    Artifact,

    /// <summary>Domains that samples looked up.</summary>
    Domain,

    /// <summary>Addresses that samples talked to.</summary>
    Ip,

    /// <summary>Network connections of samples.</summary>
    NetworkStream,

    /// <summary>File paths that samples touched.</summary>
    Path,

    /// <summary>Registry keys that samples touched.</summary>
    RegistryKey,

    /// <summary>URLs that samples asked for.</summary>
    Url,
}
