using System;

namespace ThreatGrid;

/// <summary>One number of the dashboard: how many submissions, or which average, fall under one name of a bucket (section 3.8 of the API reference).</summary>
public sealed class SubmissionMetric
{
    internal SubmissionMetric(Origin origin, string bucket, string? group, string? name)
    {
        Connection = origin.Name;
        Bucket = bucket;
        Group = group;
        Name = name;
    }

    /// <summary>What is counted by, for example <c>submitter</c>, <c>type</c> or <c>week</c>.</summary>
    public string Bucket { get; }

    /// <summary>The names of the buckets around this one, outermost first; null where there is none.</summary>
    public string? Group { get; }

    /// <summary>The submitter, the file type, the start of the week …; null for a number of the whole.</summary>
    public string? Name { get; }

    /// <summary>The number. Null where the server gives none.</summary>
    public double? Value { get; internal set; }

    /// <summary>The start of a bucket of time, in local time.</summary>
    public DateTime? Start => UtcTime.Local(StartTicks);

    /// <summary>The start of a bucket of time, in UTC.</summary>
    public DateTime? StartUtc => UtcTime.Utc(StartTicks);

    /// <summary>The name of the connection.</summary>
    public string Connection { get; }

    internal long? StartTicks { get; set; }
}
