using System;
using System.Globalization;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Paging;

/// <summary>
/// A closed window of time as it is asked for, and the part of it whose rows are kept. The two differ inside a split window:
/// nobody documents whether the server takes its bounds as inside, so neighbouring parts overlap on the wire and each keeps the
/// rows whose own time is its own.
/// </summary>
internal sealed record TimeWindow(DateTime AfterUtc, DateTime BeforeUtc)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Rows before this instant belong to the part before; null at the outer edge.</summary>
    public long? KeepFromTicks { get; init; }

    /// <summary>Rows from this instant on belong to the part after; null at the outer edge.</summary>
    public long? KeepBeforeTicks { get; init; }

    /// <summary>Where it would be cut in two, a whole second.</summary>
    public DateTime Middle
    {
        get
        {
            long middle = (AfterUtc.Ticks / 2) + (BeforeUtc.Ticks / 2);
            return new DateTime(middle - (middle % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        }
    }

    /// <summary>Whether both halves would be smaller: the earlier one reaches one second back.</summary>
    public bool CanSplit => Middle - Second > AfterUtc && Middle < BeforeUtc;

    public (TimeWindow Earlier, TimeWindow Later) Split()
    {
        DateTime middle = Middle;
        return (
            this with { BeforeUtc = middle, KeepBeforeTicks = middle.Ticks },
            this with { AfterUtc = middle - Second, KeepFromTicks = middle.Ticks });
    }

    public bool Keeps(long ticks) => (KeepFromTicks is not { } from || ticks >= from) && (KeepBeforeTicks is not { } before || ticks < before);

    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0} to {1}", WireTime.ToQuery(AfterUtc), WireTime.ToQuery(BeforeUtc));
}
