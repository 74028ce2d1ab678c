using ThreatGrid.Observables;

namespace ThreatGrid;

/// <summary>An address that samples met.</summary>
public sealed class IpEntity : Entity
{
    /// <inheritdoc />
    public override EntityType EntityType => EntityType.Ip;

    /// <summary>The address.</summary>
    public string? Ip { get; internal set; }

    /// <summary>The name that its reverse record gives.</summary>
    public string? ReverseDns { get; internal set; }

    /// <summary>The number of its autonomous system.</summary>
    public long? Asn { get; internal set; }

    /// <summary>Whose autonomous system it is.</summary>
    public string? AsnOrganization { get; internal set; }

    /// <summary>The country, as a two-letter code.</summary>
    public string? Country { get; internal set; }

    /// <summary>The region.</summary>
    public string? Region { get; internal set; }

    /// <summary>The city.</summary>
    public string? City { get; internal set; }

    /// <inheritdoc />
    public override string? Value => Ip;

    /// <inheritdoc />
    public override string? Defanged => Defang.Host(Ip);
}
