using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Paging;

/// <summary>Fetches the next pages while the current one is consumed. Cancels and awaits what it started when it is disposed.</summary>
internal sealed class PagePrefetcher<T>(Func<long, CancellationToken, Task<RowPage<T>>> fetch, int depth, CancellationToken cancellationToken)
{
    private readonly Queue<(long Offset, Task<RowPage<T>> Page)> _pending = new();
    private CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    /// <summary>The page at an offset: the one already under way if it was foreseen, else a new one.</summary>
    public async Task<RowPage<T>> TakeAsync(long offset)
    {
        if (_pending.Count == 0 || _pending.Peek().Offset != offset)
        {
            await DropAsync().ConfigureAwait(false);
            Start(offset);
        }

        return await _pending.Dequeue().Page.ConfigureAwait(false);
    }

    /// <summary>Starts what will be asked for next, as far as it can be foreseen.</summary>
    public void Foresee(long offset, int step)
    {
        for (int i = _pending.Count; i < depth; i++)
        {
            Start(offset + ((long)step * i));
        }
    }

    /// <summary>Forgets what was foreseen.</summary>
    public async Task DropAsync()
    {
        if (_pending.Count == 0)
        {
            return;
        }

        _cancel.Cancel();
        while (_pending.Count > 0)
        {
            try
            {
                await _pending.Dequeue().Page.ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or ThreatGridException)
            {
                // Nobody waits for it any more.
            }
        }

        _cancel.Dispose();
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    public async Task CloseAsync()
    {
        await DropAsync().ConfigureAwait(false);
        _cancel.Dispose();
    }

    private void Start(long offset)
    {
        CancellationToken token = _cancel.Token;
        _pending.Enqueue((offset, Task.Run(() => fetch(offset, token), token)));
    }
}
