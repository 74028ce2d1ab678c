namespace ThreatGrid;

/// <summary>The path of a file that samples met.</summary>
public sealed class PathEntity : Entity
{
    /// <inheritdoc />
    public override EntityType EntityType => EntityType.Path;

    /// <summary>The path.</summary>
    public string? Path { get; internal set; }

    /// <inheritdoc />
    public override string? Value => Path;
}
