namespace ThreatGrid;

/// <summary>The verdict on a sample (section 5.2 of the API reference).</summary>
public sealed class SampleThreat : SampleDetail
{
    /// <summary>The threat score, 0 to 100.</summary>
    public int? Score { get; internal set; }

    /// <summary>How many indicators were triggered.</summary>
    public int? IndicatorCount { get; internal set; }

    /// <summary>The highest confidence of an indicator, 0 to 100.</summary>
    public int? MaximumConfidence { get; internal set; }

    /// <summary>The highest severity of an indicator, 0 to 100.</summary>
    public int? MaximumSeverity { get; internal set; }

    /// <summary>The names of the indicators.</summary>
    public TextList Indicators { get; internal set; } = TextList.Empty;
}
