using ThreatGrid.Observables;

namespace ThreatGrid;

/// <summary>A domain that samples met.</summary>
public sealed class DomainEntity : Entity
{
    /// <inheritdoc />
    public override EntityType EntityType => EntityType.Domain;

    /// <summary>The domain.</summary>
    public string? Domain { get; internal set; }

    /// <inheritdoc />
    public override string? Value => Domain;

    /// <inheritdoc />
    public override string? Defanged => Defang.Host(Domain);
}
