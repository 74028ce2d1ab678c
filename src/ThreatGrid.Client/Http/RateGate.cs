using System;
using System.Threading;

namespace ThreatGrid.Client.Http;

/// <summary>One 429 holds back the whole connection: no request of it leaves before the gate is open again.</summary>
internal sealed class RateGate
{
    private long _openAtTicks;

    /// <summary>How long a request that wants to leave now has to wait.</summary>
    public TimeSpan WaitAt(DateTimeOffset now)
    {
        long wait = Interlocked.Read(ref _openAtTicks) - now.UtcTicks;
        return wait > 0 ? TimeSpan.FromTicks(wait) : TimeSpan.Zero;
    }

    /// <summary>Closes the gate until then, unless it is closed for longer already.</summary>
    public void CloseUntil(DateTimeOffset time)
    {
        long ticks = time.UtcTicks;
        long current = Interlocked.Read(ref _openAtTicks);
        while (ticks > current)
        {
            long seen = Interlocked.CompareExchange(ref _openAtTicks, ticks, current);
            if (seen == current)
            {
                return;
            }

            current = seen;
        }
    }
}
