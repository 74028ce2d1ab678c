using System.Collections.Generic;
using System.Threading;

namespace ThreatGrid.Emulator.Feeds;

/// <summary>The rows of the pages asked for last, as bytes: benches ask for the same pages again and must not wait for the emulator.</summary>
internal sealed class PageCache
{
    private const int Capacity = 128;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, byte[]> _pages = [];
    private readonly Queue<string> _order = new();

    public byte[]? Find(string key)
    {
        lock (_lock)
        {
            return _pages.GetValueOrDefault(key);
        }
    }

    public void Keep(string key, byte[] rows)
    {
        lock (_lock)
        {
            if (!_pages.TryAdd(key, rows))
            {
                return;
            }

            _order.Enqueue(key);
            if (_order.Count > Capacity)
            {
                _pages.Remove(_order.Dequeue());
            }
        }
    }
}
