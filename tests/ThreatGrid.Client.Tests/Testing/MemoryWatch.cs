using System;
using System.Threading;

namespace ThreatGrid.Client.Tests.Testing;

/// <summary>Looks at the memory in use while something runs.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private readonly Timer _timer;
    private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
    private long _most;

    public MemoryWatch() => _timer = new Timer(_ => Look(), null, 0, 5);

    /// <summary>The most that was in use beyond what was at the start, in MiB.</summary>
    public long MostMegabytes
    {
        get
        {
            Look();
            return Interlocked.Read(ref _most) >> 20;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        long now = GC.GetTotalMemory(forceFullCollection: false) - _before;
        if (now > Interlocked.Read(ref _most))
        {
            Interlocked.Exchange(ref _most, now);
        }
    }
}
