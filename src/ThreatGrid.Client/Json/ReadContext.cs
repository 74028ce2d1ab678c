namespace ThreatGrid.Client.Json;

/// <summary>What rows need while they are read.</summary>
internal sealed class ReadContext(Origin? origin)
{
    /// <summary>Becomes the origin of every object; null for a file.</summary>
    public Origin? Origin { get; } = origin;

    public TextCache Texts { get; } = new();
}
