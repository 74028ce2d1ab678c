namespace ThreatGrid;

/// <summary>What can be asked for beside an entity itself (section 6.4 of the API reference). Not every kind of entity has all of them.</summary>
public enum EntityRelation
{
    /// <summary>The samples that met it.</summary>
    Samples,

    /// <summary>Addresses that a domain resolved to.</summary>
    Ips,

    /// <summary>Domains that resolved to an address.</summary>
    Domains,

    /// <summary>URLs on an address or a domain.</summary>
    Urls,

    /// <summary>Files seen at a path.</summary>
    Artifacts,

    /// <summary>Paths a file was seen at.</summary>
    Paths,

    /// <summary>Behavioural indicators.</summary>
    Indicators,

    /// <summary>What people marked it as.</summary>
    Flags,

    /// <summary>Its tags.</summary>
    Tags,

    /// <summary>What antivirus engines call a file.</summary>
    AntivirusSignatures,

    /// <summary>The verdict on a file.</summary>
    Threat,
}
