using System.Collections.Generic;
using System.Threading;

namespace ThreatGrid.Emulator.Control;

/// <summary>The requests that came, in their order.</summary>
internal sealed class RequestLog
{
    private readonly Lock _lock = new();
    private readonly List<LoggedRequest> _requests = [];
    private int _count;

    public void Add(LoggedRequest request)
    {
        lock (_lock)
        {
            request.N = ++_count;
            _requests.Add(request);
        }
    }

    public LoggedRequest[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _requests];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
        }
    }
}
