using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.Client.Paging;

/// <summary>Hands items from one who makes them to one who takes them, and lets the maker be only so far ahead.</summary>
internal sealed class Handover<T>(int capacity) : IDisposable
    where T : class
{
    private readonly ConcurrentQueue<T> _items = new();
    private readonly SemaphoreSlim _room = new(capacity);
    private readonly SemaphoreSlim _filled = new(0);

    public async Task GiveAsync(T item, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        _items.Enqueue(item);
        _filled.Release();
    }

    /// <summary>Says that nothing more comes.</summary>
    public void Complete() => _filled.Release();

    /// <summary>The next item; null when nothing more comes.</summary>
    public async Task<T?> TakeAsync(CancellationToken cancellationToken)
    {
        await _filled.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!_items.TryDequeue(out T? item))
        {
            return null;
        }

        _room.Release();
        return item;
    }

    public void Dispose()
    {
        _room.Dispose();
        _filled.Dispose();
    }
}
