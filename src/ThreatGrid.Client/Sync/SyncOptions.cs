using System;

namespace ThreatGrid.Client.Sync;

/// <summary>How a feed is followed.</summary>
internal sealed record SyncOptions
{
    /// <summary>
    /// How far behind its last point a run asks again. A row gets its time when the sample does something and is there when the analysis is done, minutes later.
    /// </summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Where the first run begins; an hour ago where nobody says.</summary>
    public DateTime? SinceUtc { get; init; }

    /// <summary>Whether a row counts only where its value is new.</summary>
    public bool NewValueOnly { get; init; }

    /// <summary>How long a value that is not seen again is remembered.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many rows are delivered at once, at most.</summary>
    public int BatchSize { get; init; } = 1000;
}
