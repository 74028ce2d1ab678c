namespace ThreatGrid;

/// <summary>The kinds of sample feeds (section 6.2 of the API reference).</summary>
public enum SampleFeedType
{
    /// <summary>Checksums of the files of samples.</summary>
    Checksum,

    /// <summary>Domains seen in samples.</summary>
    Domain,

    /// <summary>Addresses seen in samples.</summary>
    Ip,

    /// <summary>Paths that samples created, changed or deleted.</summary>
    Path,
}
