using System;

namespace ThreatGrid.Observables.Export;

/// <summary>Where observables are written to, and how a list there ages.</summary>
internal sealed record ExportOptions(string Path, OutputFormat Format)
{
    /// <summary>Whether records are added to the file.</summary>
    public bool Append { get; init; }

    /// <summary>What may replace a list that is there.</summary>
    public ListGuard Guard { get; init; } = new();

    /// <summary>Whether a file with the MD5 of a list is written beside it.</summary>
    public bool WithMd5 { get; init; }

    /// <summary>How long a value that is not seen again stays in a list; null where the list is what came in and no more.</summary>
    public TimeSpan? KeepFor { get; init; }

    /// <summary>How many entries a list has at most: the newest.</summary>
    public int? MaximumEntries { get; init; }

    /// <summary>Where it is kept when values were seen first and last; null where nothing is kept.</summary>
    public string? HistoryPath { get; init; }

    /// <summary>The time by which values age.</summary>
    public DateTime NowUtc { get; init; } = DateTime.UtcNow;
}
