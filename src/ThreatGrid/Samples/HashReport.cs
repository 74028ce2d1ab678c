using System;

namespace ThreatGrid;

/// <summary>All runs of a file, by its hash.</summary>
public sealed class HashReport
{
    internal HashReport(Origin origin, string hash)
    {
        Origin = origin;
        Hash = hash;
    }

    /// <summary>The name of the connection.</summary>
    public string Connection => Origin.Name;

    /// <summary>The hash that was asked for.</summary>
    public string Hash { get; }

    /// <summary>How many samples have this hash as their own; droppers of the file do not count.</summary>
    public int Count { get; internal set; }

    /// <summary>How many of them have a score.</summary>
    public int ScoredCount { get; internal set; }

    /// <summary>The first submission, in local time.</summary>
    public DateTime? FirstSeen => UtcTime.Local(FirstTicks);

    /// <summary>The first submission, in UTC.</summary>
    public DateTime? FirstSeenUtc => UtcTime.Utc(FirstTicks);

    /// <summary>The last submission, in local time.</summary>
    public DateTime? LastSeen => UtcTime.Local(LastTicks);

    /// <summary>The last submission, in UTC.</summary>
    public DateTime? LastSeenUtc => UtcTime.Utc(LastTicks);

    /// <summary>The lowest score; null where there is none.</summary>
    public int? LowestScore { get; internal set; }

    /// <summary>The average of the scores, to one digit after the point.</summary>
    public double? AverageScore { get; internal set; }

    /// <summary>The highest score.</summary>
    public int? HighestScore { get; internal set; }

    /// <summary>The score of the last run that has one.</summary>
    public int? LatestScore { get; internal set; }

    /// <summary>The last sample.</summary>
    public string? SampleId { get; internal set; }

    /// <summary>The name of the last sample's file.</summary>
    public string? FileName { get; internal set; }

    /// <summary>The SHA-256 of the file, as the samples have it.</summary>
    public string? Sha256 { get; internal set; }

    /// <summary>The portal page of the last sample.</summary>
    public string? SampleLink => Origin.SampleLink(SampleId);

    internal Origin Origin { get; }

    internal long? FirstTicks { get; set; }

    internal long? LastTicks { get; set; }
}
