namespace ThreatGrid.Client.Paging;

/// <summary>How the reading of a part ended.</summary>
internal enum PartOutcome
{
    /// <summary>All its rows were delivered.</summary>
    Complete,

    /// <summary>It has more rows than can be read at once: its halves are to be read.</summary>
    Split,

    /// <summary>It could not be read to its end, and cannot be split.</summary>
    Incomplete,
}
