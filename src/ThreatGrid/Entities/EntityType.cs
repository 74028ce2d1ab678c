namespace ThreatGrid;

/// <summary>The kinds of things that the service knows and that can be looked up, searched or tagged.</summary>
public enum EntityType
{
    /// <summary>An address, v4 or v6.</summary>
    Ip,

    /// <summary>A domain.</summary>
    Domain,

    /// <summary>A URL.</summary>
    Url,

    /// <summary>A file, by its SHA-256.</summary>
    Artifact,

    /// <summary>The path of a file.</summary>
    Path,

    /// <summary>A registry key.</summary>
    RegistryKey,

    /// <summary>A sample.</summary>
    Sample,
}
