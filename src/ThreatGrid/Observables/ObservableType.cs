namespace ThreatGrid;

/// <summary>The kinds of observables.</summary>
public enum ObservableType
{
    /// <summary>An address, v4 or v6.</summary>
    Ip,

    /// <summary>The name of a host or a domain.</summary>
    Domain,

    /// <summary>A URL.</summary>
    Url,

    /// <summary>The SHA-256 of a file.</summary>
    Sha256,

    /// <summary>The SHA-1 of a file.</summary>
    Sha1,

    /// <summary>The MD5 of a file.</summary>
    Md5,

    /// <summary>The path of a file.</summary>
    Path,

    /// <summary>A registry key.</summary>
    RegistryKey,
}
