using System;
using System.Threading;

namespace ThreatGrid.Emulator.Control;

/// <summary>The server's clock: it can be set, stepped and frozen.</summary>
internal sealed class EmulatorClock
{
    private readonly Lock _lock = new();
    private TimeSpan _shift;
    private DateTime? _frozenAt;

    public EmulatorClock(DateTime? now, bool frozen) => Reset(now, frozen);

    public DateTime UtcNow
    {
        get
        {
            lock (_lock)
            {
                return _frozenAt ?? DateTime.UtcNow + _shift;
            }
        }
    }

    public void Reset(DateTime? now, bool frozen)
    {
        lock (_lock)
        {
            _shift = now is { } time ? time - DateTime.UtcNow : TimeSpan.Zero;
            _frozenAt = frozen ? DateTime.UtcNow + _shift : null;
        }
    }

    public void Step(TimeSpan by)
    {
        lock (_lock)
        {
            _shift += by;
            _frozenAt += by;
        }
    }
}
