using System;

namespace ThreatGrid;

/// <summary>What waiting for a sample gave: its verdict, why it failed, or that it still runs.</summary>
public sealed class SampleOutcome
{
    internal SampleOutcome(Origin origin, string sampleId)
    {
        Origin = origin;
        SampleId = sampleId;
    }

    /// <summary>The name of the connection.</summary>
    public string Connection => Origin.Name;

    /// <summary>The id of the sample.</summary>
    public string SampleId { get; }

    /// <summary><c>succ</c>, <c>fail</c>, or where it was when the waiting ended; null where the server never knew it.</summary>
    public string? State { get; internal set; }

    /// <summary>A word more about the state.</summary>
    public string? Status { get; internal set; }

    /// <summary>Whether the run is over, well or not. When the waiting ended first, it is false.</summary>
    public bool IsFinished => SampleStates.IsFinal(State);

    /// <summary>The threat score, 0 to 100; null where there is none. 0 is a verdict.</summary>
    public int? ThreatScore { get; internal set; }

    /// <summary>How many behavioural indicators it triggered.</summary>
    public int? IndicatorCount { get; internal set; }

    /// <summary>Why the run failed, in the server's word, for example <c>filetype_not_supported</c>.</summary>
    public string? FailureReason => State == SampleStates.Failed ? Status ?? "unknown" : null;

    /// <summary>How long was waited.</summary>
    public TimeSpan Waited { get; internal set; }

    /// <summary>The portal page of the sample.</summary>
    public string? SampleLink => Origin.SampleLink(SampleId);

    internal Origin Origin { get; }
}
