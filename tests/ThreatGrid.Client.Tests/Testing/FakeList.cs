using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Tests.Testing;

internal enum FakeOrder
{
    Ascending,
    Descending,

    /// <summary>One order, but by nothing that means anything.</summary>
    Shuffled,

    /// <summary>Another order for each request.</summary>
    Random,
}

/// <summary>A list on a server in memory, with the vices of servers.</summary>
internal sealed class FakeList : IPageSource<FakeRow>
{
    private readonly object _lock = new();
    private readonly Random _random;
    private readonly List<FakeRow> _rows;
    private readonly int _seed;

    public FakeList(IEnumerable<FakeRow> rows, int seed = 1)
    {
        _rows = [.. rows];
        _seed = seed;
        _random = new Random(seed);
    }

    public string Name => "fake list";

    public FakeOrder Order { get; init; }

    /// <summary>Rows in a page at most, whatever is asked for.</summary>
    public int PageCap { get; init; } = int.MaxValue;

    /// <summary>Whether the answer says its offset.</summary>
    public bool EchoesIndex { get; init; } = true;

    /// <summary>Whether the answer says how many rows it holds.</summary>
    public bool EchoesCount { get; init; } = true;

    public bool IsAfterInclusive { get; init; } = true;

    public bool IsBeforeInclusive { get; init; }

    /// <summary>From this offset on requests are refused.</summary>
    public long RefusesFrom { get; init; } = long.MaxValue;

    /// <summary>From this offset on there is nothing, without a word.</summary>
    public int HidesFrom { get; init; } = int.MaxValue;

    public bool IgnoresOffset { get; init; }

    /// <summary>Gives this page for every offset from it on.</summary>
    public long RepeatsFrom { get; init; } = long.MaxValue;

    /// <summary>How many of a hundred answers say that they ran out of time and hold half of their rows.</summary>
    public int TimedOutPercent { get; init; }

    /// <summary>How many of a hundred answers hold fewer rows than they announce.</summary>
    public int ShortPercent { get; init; }

    /// <summary>Is called before each request is answered, with its number from 1, and may change the rows.</summary>
    public Action<int, List<FakeRow>>? Before { get; init; }

    public Func<CancellationToken, Task>? Delay { get; init; }

    /// <summary>Whether only requests for one row, the probes, are delayed.</summary>
    public bool DelaysProbesOnly { get; init; }

    public ConcurrentQueue<(TimeWindow Window, long Offset, int Limit)> Requests { get; } = new();

    public int RequestCount => Requests.Count;

    public int Started;

    public int Cancelled;

    public async Task<RowPage<FakeRow>> FetchAsync(TimeWindow window, long offset, int limit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref Started);
        if (Delay is not null && (limit == 1 || !DelaysProbesOnly))
        {
            try
            {
                await Delay(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref Cancelled);
                throw;
            }
        }

        lock (_lock)
        {
            return Answer(window, offset, limit);
        }
    }

    private RowPage<FakeRow> Answer(TimeWindow window, long offset, int limit)
    {
        Requests.Enqueue((window, offset, limit));
        Before?.Invoke(Requests.Count, _rows);
        if (offset >= RefusesFrom)
        {
            throw new InvalidRequestException("offset too large") { StatusCode = 400, ServerMessage = "offset too large" };
        }

        long given = IgnoresOffset ? 0 : Math.Min(offset, RepeatsFrom);
        FakeRow[] all = Sort(_rows.Where(r => IsIn(window, r.ServerTicks)));
        FakeRow[] rows = all.Take(HidesFrom).Skip((int)Math.Min(given, int.MaxValue)).Take(Math.Min(limit, PageCap)).ToArray();
        int announced = rows.Length;
        bool timedOut = _random.Next(100) < TimedOutPercent;
        if (timedOut || (_random.Next(100) < ShortPercent && rows.Length > 0))
        {
            rows = rows.Take(rows.Length / 2).ToArray();
        }

        var page = new RowPage<FakeRow>(rows.Length)
        {
            Index = EchoesIndex ? given : null,
            CurrentItemCount = EchoesCount || announced != rows.Length ? announced : null,
            TimedOut = timedOut,
        };
        foreach (FakeRow row in rows)
        {
            page.FirstIdentity = page.Count == 0 ? row.Id : page.FirstIdentity;
            page.LastIdentity = row.Id;
            if (row.IsUnreadable)
            {
                page.Failures.Add(new RowFailure(page.Count, row.Id, "?"));
            }
            else
            {
                page.Rows.Add(row);
                page.Identities.Add(row.Id);
            }
        }

        return page;
    }

    private FakeRow[] Sort(IEnumerable<FakeRow> rows) => Order switch
    {
        FakeOrder.Ascending => rows.OrderBy(r => r.ServerTicks).ToArray(),
        FakeOrder.Descending => rows.OrderByDescending(r => r.ServerTicks).ToArray(),
        FakeOrder.Shuffled => rows.OrderBy(r => Scatter(r.Id)).ToArray(),
        _ => rows.OrderBy(_ => _random.Next()).ToArray(),
    };

    private ulong Scatter(ulong id) => ((id + (ulong)_seed) * 0x9E3779B185EBCA87) ^ (id << 17);

    private bool IsIn(TimeWindow window, long ticks)
        => (IsAfterInclusive ? ticks >= window.AfterUtc.Ticks : ticks > window.AfterUtc.Ticks)
            && (IsBeforeInclusive ? ticks <= window.BeforeUtc.Ticks : ticks < window.BeforeUtc.Ticks);
}
