namespace ThreatGrid;

/// <summary>Something that the analysis of a sample found.</summary>
public abstract class SampleDetail : ApiObject
{
    private protected SampleDetail()
    {
    }

    /// <summary>The id of the sample.</summary>
    public string? SampleId { get; internal set; }

    /// <summary>The portal page of the sample.</summary>
    public string? SampleLink => Origin?.SampleLink(SampleId);
}
