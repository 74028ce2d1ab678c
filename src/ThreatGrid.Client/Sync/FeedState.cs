using System;
using System.Collections.Generic;

namespace ThreatGrid.Client.Sync;

/// <summary>How far one feed has come: the point before which all is delivered, and the rows delivered around it.</summary>
internal sealed class FeedState(string filter, long sinceTicks)
{
    /// <summary>What was asked for beside the window.</summary>
    public string Filter { get; } = filter;

    /// <summary>Where the first run began: rows before it were never wanted.</summary>
    public long SinceTicks { get; } = sinceTicks;

    /// <summary>All rows before it are delivered, but those that the server did not have yet.</summary>
    public long PositionTicks { get; set; } = sinceTicks;

    /// <summary>Rows from here on are remembered, where they were delivered.</summary>
    public long RememberedFromTicks { get; set; } = sinceTicks;

    /// <summary>The rows that are remembered, each with its time.</summary>
    public Dictionary<ulong, long> Rows { get; } = [];

    /// <summary>The values that were delivered, each with the time it was seen last; empty where nobody asks for new values alone.</summary>
    public Dictionary<ulong, long> Values { get; } = [];

    /// <summary>Moves the point, and forgets rows that no later run asks for again.</summary>
    public void MoveTo(long positionTicks, TimeSpan overlap)
    {
        PositionTicks = Math.Max(PositionTicks, positionTicks);
        long from = Math.Max(RememberedFromTicks, PositionTicks - overlap.Ticks);
        if (from == RememberedFromTicks)
        {
            return;
        }

        RememberedFromTicks = from;

        // The server is asked for a second more than that.
        Forget(Rows, from - (2 * TimeSpan.TicksPerSecond));
    }

    /// <summary>Forgets values last seen before an instant.</summary>
    public void ForgetValues(long beforeTicks) => Forget(Values, beforeTicks);

    private static void Forget(Dictionary<ulong, long> map, long beforeTicks)
    {
        var old = new List<ulong>();
        foreach (KeyValuePair<ulong, long> entry in map)
        {
            if (entry.Value < beforeTicks)
            {
                old.Add(entry.Key);
            }
        }

        old.ForEach(key => map.Remove(key));
    }
}
