namespace ThreatGrid;

/// <summary>A tag on a sample or an entity (section 4.9 of the API reference).</summary>
public sealed class EntityTag : RelatedObject
{
    /// <summary>The tag.</summary>
    public string Tag { get; internal set; } = string.Empty;

    /// <summary>Of a tag on a registry value, the name of the value.</summary>
    public string? ValueName { get; internal set; }

    /// <inheritdoc />
    public override string ToString() => Tag;
}
