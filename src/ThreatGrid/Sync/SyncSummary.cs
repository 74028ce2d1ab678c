using System;

namespace ThreatGrid;

/// <summary>What a run of <c>Sync-TGFeed</c> did for one feed. Asked is the sum of Delivered, Known and Errors.</summary>
public sealed class SyncSummary
{
    internal SyncSummary(string feed, string connection, string checkpointPath)
    {
        Feed = feed;
        Connection = connection;
        CheckpointPath = checkpointPath;
    }

    /// <summary>The feed.</summary>
    public string Feed { get; }

    /// <summary>The connection.</summary>
    public string Connection { get; }

    /// <summary>The start of the window that was asked for, in local time.</summary>
    public DateTime? After => UtcTime.Local(AfterTicks);

    /// <summary>The start of the window that was asked for, in UTC.</summary>
    public DateTime? AfterUtc => UtcTime.Utc(AfterTicks);

    /// <summary>The end of the window that was asked for, in local time.</summary>
    public DateTime? Before => UtcTime.Local(BeforeTicks);

    /// <summary>The end of the window that was asked for, in UTC.</summary>
    public DateTime? BeforeUtc => UtcTime.Utc(BeforeTicks);

    /// <summary>How many rows the server gave.</summary>
    public long Asked { get; internal set; }

    /// <summary>How many were delivered.</summary>
    public long Delivered { get; internal set; }

    /// <summary>How many were dropped because they, or with -NewValueOnly their values, were delivered before.</summary>
    public long Known { get; internal set; }

    /// <summary>How many of the delivered ones are older than the point the run before had come to.</summary>
    public long Late { get; internal set; }

    /// <summary>How many rows could not be read.</summary>
    public long Errors { get; internal set; }

    /// <summary>How many of the delivered ones the output did not take: not valid, reserved, on an allow-list.</summary>
    public long Rejected { get; internal set; }

    /// <summary>Whether the window was read to its end and all of it is delivered.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>The checkpoint.</summary>
    public string CheckpointPath { get; }

    internal long? AfterTicks { get; set; }

    internal long? BeforeTicks { get; set; }
}
