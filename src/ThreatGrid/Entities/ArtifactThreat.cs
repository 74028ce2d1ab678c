namespace ThreatGrid;

/// <summary>The verdict on a file (section 6.4 of the API reference; its form is not on record, so what is not understood stays in <see cref="ApiObject.AdditionalProperties"/>).</summary>
public sealed class ArtifactThreat : RelatedObject
{
    /// <summary>The threat score, 0 to 100.</summary>
    public int? Score { get; internal set; }

    /// <summary>The highest severity of an indicator, 0 to 100.</summary>
    public int? MaximumSeverity { get; internal set; }

    /// <summary>The highest confidence of an indicator, 0 to 100.</summary>
    public int? MaximumConfidence { get; internal set; }

    /// <summary>The names of the indicators behind it.</summary>
    public TextList Indicators { get; internal set; } = TextList.Empty;
}
