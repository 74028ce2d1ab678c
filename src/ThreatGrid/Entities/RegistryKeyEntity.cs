namespace ThreatGrid;

/// <summary>A registry key, or one of its values, that samples met.</summary>
public sealed class RegistryKeyEntity : Entity
{
    /// <inheritdoc />
    public override EntityType EntityType => EntityType.RegistryKey;

    /// <summary>The key.</summary>
    public string? RegistryKey { get; internal set; }

    /// <summary>The name of the value; null for the key itself.</summary>
    public string? ValueName { get; internal set; }

    /// <inheritdoc />
    public override string? Value => RegistryKey;
}
