namespace ThreatGrid.Client.Entities;

/// <summary>What is worth knowing of an entity beside an alert.</summary>
internal sealed class EntityContext
{
    public bool IsKnown { get; set; }

    public int SampleCount { get; set; }

    public long? LastSeenTicks { get; set; }

    public int? HighestScore { get; set; }

    public int? HighestSeverity { get; set; }

    public TextList Indicators { get; set; } = TextList.Empty;

    public long? Asn { get; set; }

    public string? AsnOrganization { get; set; }

    /// <summary>The portal page of the last sample.</summary>
    public string? SampleLink { get; set; }
}
