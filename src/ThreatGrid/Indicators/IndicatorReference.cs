namespace ThreatGrid;

/// <summary>A page that tells more about an indicator.</summary>
public sealed class IndicatorReference : ApiObject
{
    /// <summary>What the page is called.</summary>
    public string? Title { get; internal set; }

    /// <summary>Its address.</summary>
    public string? Url { get; internal set; }

    /// <inheritdoc />
    public override string ToString() => Url ?? Title ?? string.Empty;
}
