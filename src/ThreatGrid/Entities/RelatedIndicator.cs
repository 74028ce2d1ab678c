namespace ThreatGrid;

/// <summary>A behavioural indicator that has to do with an entity, or that a sample which met it triggered (section 6.4 of the API reference).</summary>
public sealed class RelatedIndicator : RelatedObject
{
    /// <summary>The name of the indicator.</summary>
    public string? Indicator { get; internal set; }

    /// <summary>Its title, where the server says it.</summary>
    public string? Title { get; internal set; }

    /// <summary>How sure the indicator is, 0 to 100.</summary>
    public int? Confidence { get; internal set; }

    /// <summary>How bad the indicator is, 0 to 100.</summary>
    public int? Severity { get; internal set; }

    /// <summary>The sample that triggered it, where the server says it.</summary>
    public string? SampleId { get; internal set; }

    /// <summary>The portal page of the sample.</summary>
    public string? SampleLink => Origin?.SampleLink(SampleId);

    /// <inheritdoc />
    public override string ToString() => Indicator ?? string.Empty;
}
