namespace ThreatGrid;

/// <summary>A category of behavioural indicators (section 6.6 of the API reference).</summary>
public sealed class IndicatorCategory : ApiObject
{
    /// <summary>Its name, as indicators have it.</summary>
    public string? Name { get; internal set; }

    /// <summary>Its title.</summary>
    public string? Title { get; internal set; }

    /// <summary>The name of the category it belongs to; null for one at the top.</summary>
    public string? Parent { get; internal set; }

    /// <summary>What belongs to it.</summary>
    public string? Description { get; internal set; }

    /// <inheritdoc />
    public override string ToString() => Name ?? string.Empty;
}
