using System;
using System.Threading;

namespace ThreatGrid.Client.Http;

/// <summary>The server's clock, from the <c>Date</c> header of its answers.</summary>
internal sealed class ServerClock
{
    /// <summary>From here on a difference is worth a warning.</summary>
    public static readonly TimeSpan NotableSkew = TimeSpan.FromMinutes(2);

    /// <summary>A clock that is wrong by more says nothing: no calendar has room for what would be computed with it.</summary>
    private static readonly TimeSpan Implausible = TimeSpan.FromDays(100 * 365);

    private long _skewTicks;
    private int _known;
    private int _warned;

    public bool IsKnown => Volatile.Read(ref _known) != 0;

    /// <summary>The server's clock minus ours.</summary>
    public TimeSpan Skew => TimeSpan.FromTicks(Interlocked.Read(ref _skewTicks));

    /// <summary>Now, by the server's clock.</summary>
    public DateTime UtcNow => DateTime.UtcNow + Skew;

    /// <summary>Takes an answer's time; the header has whole seconds, so small differences count as none.</summary>
    public void Observe(DateTimeOffset? serverTime)
    {
        if (serverTime is not { } time)
        {
            return;
        }

        TimeSpan skew = time.UtcDateTime - DateTime.UtcNow;
        if (skew.Duration() > Implausible)
        {
            return;
        }

        Interlocked.Exchange(ref _skewTicks, skew.Duration() < TimeSpan.FromSeconds(2) ? 0 : skew.Ticks);
        Volatile.Write(ref _known, 1);
    }

    /// <summary>Whether the skew should be mentioned now; true once.</summary>
    public bool ShouldWarn() => Skew.Duration() >= NotableSkew && Interlocked.Exchange(ref _warned, 1) == 0;
}
