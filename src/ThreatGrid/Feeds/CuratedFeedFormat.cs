namespace ThreatGrid;

/// <summary>The formats in which the server has its curated feeds (section 6.3 of the API reference).</summary>
public enum CuratedFeedFormat
{
    /// <summary>A JSON array of rows.</summary>
    Json,

    /// <summary>Comma-separated values.</summary>
    Csv,

    /// <summary>STIX 1.2 XML.</summary>
    Stix,

    /// <summary>Snort rules.</summary>
    Snort,

    /// <summary>Plain text.</summary>
    Txt,
}
