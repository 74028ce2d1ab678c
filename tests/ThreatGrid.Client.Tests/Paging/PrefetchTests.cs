using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Paging;
using ThreatGrid.Client.Tests.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Paging;

/// <summary>Pages that are fetched while others are consumed.</summary>
public sealed class PrefetchTests
{
    private static readonly FakeRow[] Rows = Listing.Spread(100, TimeSpan.FromHours(1)).ToArray();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Order_holds_with_several_requests_at_once(int throttle)
    {
        int turn = 0;
        var list = new FakeList(Rows) { Delay = token => Task.Delay(Interlocked.Increment(ref turn) % 3 * 3, token) };
        Listing listing = await Listing.ReadAsync(list, Listing.Hour, new PagingOptions { PageSize = 10, ThrottleLimit = throttle });
        Assert.Equal(Rows, listing.ShouldBeWhole(Rows).Rows);
    }

    [Fact]
    public async Task Never_more_requests_are_under_way_than_allowed()
    {
        int now = 0;
        int most = 0;
        var list = new FakeList(Rows)
        {
            Delay = async token =>
            {
                int current = Interlocked.Increment(ref now);
                lock (Rows)
                {
                    most = Math.Max(most, current);
                }

                try
                {
                    await Task.Delay(2, token);
                }
                finally
                {
                    Interlocked.Decrement(ref now);
                }
            },
        };
        await Listing.ReadAsync(list, Listing.Hour, new PagingOptions { PageSize = 5, ThrottleLimit = 3, PagesBeforeProbe = 1000 });
        Assert.InRange(most, 2, 3);
    }

    [Fact]
    public async Task P13_Look_ahead_is_cancelled_and_awaited_when_the_reader_leaves()
    {
        int calls = 0;
        var list = new FakeList(Rows) { Delay = token => Interlocked.Increment(ref calls) == 1 ? Task.CompletedTask : Task.Delay(Timeout.Infinite, token) };
        await foreach (RowBatch<FakeRow> batch in Read(list, new PagingOptions { PageSize = 10, ThrottleLimit = 3 }))
        {
            Assert.Equal(10, batch.Rows.Count);
            await UntilAsync(() => Volatile.Read(ref list.Started) == 4);
            break;
        }

        Assert.Equal(4, list.Started);
        Assert.Equal(3, list.Cancelled);
        Assert.Equal(1, list.RequestCount);
    }

    [Fact]
    public async Task A_probe_under_way_is_cancelled_when_the_reader_leaves()
    {
        var list = new FakeList(Rows) { Delay = token => Task.Delay(Timeout.Infinite, token), DelaysProbesOnly = true };
        int pages = 0;
        await foreach (RowBatch<FakeRow> batch in Read(list, new PagingOptions { PageSize = 10, PagesBeforeProbe = 1, RowsPerPart = 10 }))
        {
            if (++pages == 2)
            {
                break;
            }
        }

        Assert.Equal(1, list.Cancelled);
        Assert.Equal(list.Started, list.Cancelled + list.RequestCount);
    }

    [Fact]
    public async Task Cancelling_ends_a_request_under_way()
    {
        using var cancel = new CancellationTokenSource();
        var list = new FakeList(Rows) { Delay = token => Task.Delay(Timeout.Infinite, token) };
        IAsyncEnumerator<RowBatch<FakeRow>> reading = new PagedList<FakeRow>(list, new PagingOptions(), new Recorder()).ReadAsync(Listing.Hour, cancel.Token).GetAsyncEnumerator(cancel.Token);
        Task<bool> next = reading.MoveNextAsync().AsTask();
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        await reading.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_is_fetched_ahead_of_what_the_user_takes()
    {
        var list = new FakeList(Rows);
        await foreach (RowBatch<FakeRow> batch in Read(list, new PagingOptions { PageSize = 10, RowsWanted = 10, ThrottleLimit = 4 }))
        {
            await Task.Delay(20);
            break;
        }

        Assert.Equal(1, list.Started);
    }

    [Fact]
    public async Task With_more_wanted_the_next_page_is_under_way_already()
    {
        var list = new FakeList(Rows);
        await foreach (RowBatch<FakeRow> batch in Read(list, new PagingOptions { PageSize = 10, RowsWanted = 100, ThrottleLimit = 1 }))
        {
            await UntilAsync(() => Volatile.Read(ref list.Started) == 2);
            break;
        }
    }

    [Fact]
    public async Task R10_Rows_read_before_an_error_were_delivered()
    {
        var list = new FakeList(Rows)
        {
            Before = (request, _) =>
            {
                if (request == 4)
                {
                    throw new ServerErrorException("gone");
                }
            },
        };
        int rows = 0;
        await Assert.ThrowsAsync<ServerErrorException>(async () =>
        {
            await foreach (RowBatch<FakeRow> batch in Read(list, new PagingOptions { PageSize = 10 }))
            {
                rows += batch.Rows.Count;
            }
        });
        Assert.Equal(28, rows);
    }

    private static IAsyncEnumerable<RowBatch<FakeRow>> Read(FakeList list, PagingOptions options)
        => new PagedList<FakeRow>(list, options, new Recorder()).ReadAsync(Listing.Hour, CancellationToken.None);

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (int i = 0; i < 5000 && !condition(); i++)
        {
            await Task.Delay(1);
        }

        Assert.True(condition());
    }
}
