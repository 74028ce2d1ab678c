using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;
using ThreatGrid.Client.Tests.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Paging;

/// <summary>Each vice of servers by itself. <see cref="PagingPropertyTests"/> mixes them.</summary>
public sealed class PagingTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static PagingOptions Small => new() { PageSize = 10, RowsPerPart = 200, PagesBeforeProbe = 3 };

    // Case 01, part A: rows 3, 4 and 5 have one second, and the page of four ends among them.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task T1_T7_Rows_of_one_second_at_the_end_of_a_page_come_once(bool inclusive)
    {
        int[] seconds = [1, 9, 30, 30, 30, 31, 55];
        FakeRow[] rows = seconds.Select((s, i) => new FakeRow((ulong)i + 1, Listing.Start.AddSeconds(s).Ticks)).ToArray();
        var list = new FakeList(rows) { PageCap = 4, IsAfterInclusive = inclusive };
        Listing listing = await Listing.ReadAsync(list, Listing.Window(TimeSpan.FromMinutes(1)), new PagingOptions());
        listing.ShouldBeWhole(rows);
        Assert.Equal(rows, listing.Rows);
        Assert.InRange(list.RequestCount, 1, 6);
    }

    // Case 01, part B.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task T6_Nine_rows_of_one_second_in_pages_of_four_come_with_at_most_six_requests(bool inclusive)
    {
        FakeRow[] rows = Listing.Tie(9, TimeSpan.FromSeconds(30)).ToArray();
        var list = new FakeList(rows) { PageCap = 4, IsAfterInclusive = inclusive };
        Listing listing = await Listing.ReadAsync(list, Listing.Window(TimeSpan.FromMinutes(1)), new PagingOptions());
        listing.ShouldBeWhole(rows);
        Assert.InRange(list.RequestCount, 1, 6);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(9, 2)]
    public async Task A_short_list_needs_no_more_than_its_page_and_the_proof_of_its_end(int count, int requests)
    {
        FakeRow[] rows = Listing.Spread(count, Hour).ToArray();
        var list = new FakeList(rows);
        (await Listing.ReadAsync(list, Listing.Hour, Small)).ShouldBeWhole(rows);
        Assert.InRange(list.RequestCount, 1, requests);
    }

    // T33: three full pages and a last short one.
    [Theory]
    [InlineData(10)]
    [InlineData(35)]
    [InlineData(40)]
    [InlineData(41)]
    public async Task T14_T33_All_pages_are_read(int count)
    {
        FakeRow[] rows = Listing.Spread(count, Hour).ToArray();
        var list = new FakeList(rows);
        Listing listing = await Listing.ReadAsync(list, Listing.Hour, Small);
        listing.ShouldBeWhole(rows);
        Assert.Equal(rows, listing.Rows);
        Assert.All(list.Requests, r => Assert.True(r.Window == Listing.Hour || r.Limit <= 2));
    }

    [Fact]
    public async Task Pages_of_one_row_are_enough()
    {
        FakeRow[] rows = Listing.Spread(20, Hour).ToArray();
        (await Listing.ReadAsync(new FakeList(rows) { PageCap = 1 }, Listing.Hour, Small)).ShouldBeWhole(rows);
        (await Listing.ReadAsync(new FakeList(rows), Listing.Hour, Small with { PageSize = 1 })).ShouldBeWhole(rows);
    }

    [Fact]
    public async Task T5_T16_Rows_put_in_front_while_paging_move_nothing_out_of_sight()
    {
        FakeRow[] rows = Listing.Spread(95, Hour).ToArray();
        var list = new FakeList(rows)
        {
            Order = FakeOrder.Descending,
            Before = (request, all) =>
            {
                if (request is > 1 and <= 6)
                {
                    all.Add(new FakeRow(1000 + (ulong)request, Listing.Start.AddSeconds(3590).Ticks));
                }
            },
        };
        Listing listing = await Listing.ReadAsync(list, Listing.Hour, Small);
        Assert.Null(listing.Incomplete);
        listing.ShouldHoldNothingTwice();
        Assert.Empty(rows.Except(listing.Rows));
    }

    [Fact]
    public async Task T5_Rows_taken_away_while_paging_move_nothing_out_of_sight()
    {
        FakeRow[] rows = Listing.Spread(95, Hour).ToArray();
        var list = new FakeList(rows)
        {
            Before = (request, all) =>
            {
                if (request is > 1 and <= 6)
                {
                    all.RemoveAt(0);
                }
            },
        };
        Listing listing = await Listing.ReadAsync(list, Listing.Hour, Small);
        Assert.Null(listing.Incomplete);
        listing.ShouldHoldNothingTwice();
        Assert.Empty(rows.Skip(6).Except(listing.Rows));
    }

    [Fact]
    public async Task T4_A_server_that_repeats_a_page_for_ever_is_an_error_and_no_loop()
    {
        FakeRow[] rows = Listing.Spread(95, Hour).ToArray();
        var list = new FakeList(rows) { RepeatsFrom = 20, EchoesIndex = false };
        Listing listing = await Listing.ReadAsync(list, Listing.Hour, Small);
        AssertWholeOrIncomplete(rows, listing);
        Assert.InRange(list.RequestCount, 1, 2000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task T4_A_server_that_ignores_the_offset_gives_all_or_an_error(bool echoes)
    {
        foreach (int count in new[] { 1, 5, 9, 10, 25, 60 })
        {
            FakeRow[] rows = Listing.Spread(count, Hour).ToArray();
            var list = new FakeList(rows) { IgnoresOffset = true, EchoesIndex = echoes };
            Listing listing = await Listing.ReadAsync(list, Listing.Hour, Small);
            AssertWholeOrIncomplete(rows, listing);
            if (echoes && count < 10)
            {
                listing.ShouldBeWhole(rows);
            }

            Assert.InRange(list.RequestCount, 1, 3000);
        }
    }

    [Fact]
    public async Task T15_A_server_that_refuses_large_offsets_is_read_in_parts()
    {
        FakeRow[] rows = Listing.Spread(500, Hour).ToArray();
        foreach (bool after in new[] { true, false })
        {
            foreach (bool before in new[] { true, false })
            {
                var list = new FakeList(rows) { RefusesFrom = 100, IsAfterInclusive = after, IsBeforeInclusive = before };
                FakeRow[] expected = rows.Where(r => after || r.Ticks > Listing.Start.Ticks).ToArray();
                (await Listing.ReadAsync(list, Listing.Hour, Small)).ShouldBeWhole(expected);
            }
        }
    }

    [Fact]
    public async Task T15_T18_A_second_with_more_rows_than_the_server_gives_is_an_error_that_says_which()
    {
        FakeRow[] rows = [.. Listing.Tie(150, TimeSpan.FromSeconds(1800)), .. Listing.Spread(50, Hour).Select(r => r with { Id = r.Id + 1000 })];
        var list = new FakeList(rows) { RefusesFrom = 100 };
        Listing listing = await Listing.ReadAsync(list, Listing.Hour, Small);
        Assert.NotNull(listing.Incomplete);
        Assert.Contains("fake list", listing.Incomplete!.Message, StringComparison.Ordinal);
        Assert.Contains("2026-03-02T10:", listing.Incomplete.Message, StringComparison.Ordinal);
        Assert.NotNull(listing.Incomplete.RecommendedAction);
        listing.ShouldHoldNothingTwice();
        Assert.Empty(rows.Where(r => r.Ticks != rows[0].Ticks).Except(listing.Rows));
    }

    [Theory]
    [InlineData(FakeOrderName.Ascending)]
    [InlineData(FakeOrderName.Descending)]
    [InlineData(FakeOrderName.Shuffled)]
    public async Task T18_T19_Rows_hidden_behind_a_cap_are_found(FakeOrderName order)
    {
        foreach (int count in new[] { 101, 105, 150, 500 })
        {
            FakeRow[] rows = Listing.Spread(count, Hour).ToArray();
            var list = new FakeList(rows) { HidesFrom = 100, Order = (FakeOrder)order };
            (await Listing.ReadAsync(list, Listing.Hour, Small)).ShouldBeWhole(rows, $"{count} rows");
        }
    }

    [Fact]
    public async Task Half_pages_that_the_server_owns_up_to_are_asked_for_again()
    {
        FakeRow[] rows = Listing.Spread(95, Hour).ToArray();
        int failed = 0;
        for (int seed = 0; seed < 30; seed++)
        {
            var list = new FakeList(rows, seed) { TimedOutPercent = 20, ShortPercent = 10 };
            Listing listing = await Listing.ReadAsync(list, Listing.Hour, Small);
            AssertWholeOrIncomplete(rows, listing);
            failed += listing.Incomplete is null ? 0 : 1;
        }

        Assert.InRange(failed, 0, 10);
    }

    [Fact]
    public async Task T18_A_server_that_always_runs_out_of_time_is_an_error()
    {
        Listing listing = await Listing.ReadAsync(new FakeList(Listing.Spread(95, Hour)) { TimedOutPercent = 100 }, Listing.Hour, Small);
        Assert.Contains("ran out of time", listing.Incomplete!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_without_a_time_come_once_although_every_part_holds_them()
    {
        FakeRow[] timed = Listing.Spread(500, Hour).ToArray();
        FakeRow[] timeless = Enumerable.Range(0, 20).Select(i => new FakeRow(5000 + (ulong)i, null) { ServerTicks = Listing.Start.AddMinutes(3 * i).Ticks }).ToArray();
        FakeRow[] rows = [.. timed, .. timeless];
        (await Listing.ReadAsync(new FakeList(rows), Listing.Hour, Small)).ShouldBeWhole(rows);
        (await Listing.ReadAsync(new FakeList(rows) { RefusesFrom = 100 }, Listing.Hour, Small)).ShouldBeWhole(rows);
    }

    [Fact]
    public async Task T25_Unreadable_rows_come_once_as_failures()
    {
        FakeRow[] rows = Listing.Spread(95, Hour).Select(r => r.Id % 7 == 0 ? r with { IsUnreadable = true } : r).ToArray();
        Listing listing = await Listing.ReadAsync(new FakeList(rows), Listing.Hour, Small);
        listing.ShouldBeWhole(rows);
        Assert.Equal(rows.Where(r => r.IsUnreadable).Select(r => r.Id), listing.Failures);
        (await Listing.ReadAsync(new FakeList(rows), Listing.Hour, Small with { RowsPerPart = 30 })).ShouldBeWhole(rows);
    }

    [Fact]
    public async Task Rows_outside_the_window_are_given_and_said()
    {
        FakeRow[] rows = [.. Listing.Spread(5, Hour), new FakeRow(99, Listing.Start.AddHours(6).Ticks) { ServerTicks = Listing.Start.Ticks }];
        Listing listing = await Listing.ReadAsync(new FakeList(rows), Listing.Hour, Small);
        listing.ShouldBeWhole(rows);
        Assert.Contains("outside the window", Assert.Single(listing.Observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_window_is_read_in_parts_and_every_row_comes_once()
    {
        const int Count = 300_000;
        FakeRow[] rows = Listing.Spread(Count, TimeSpan.FromDays(1)).Select(r => r with { Id = Identity64.Of(BitConverter.GetBytes(r.Id), 0) }).ToArray();
        var list = new IndexedList(rows);
        var options = new PagingOptions { PageSize = 5000, RowsPerPart = 20_000, ThrottleLimit = 2 };
        var seen = new HashSet<ulong>();
        var perPart = new Dictionary<TimeWindow, int>();
        long last = 0;
        await foreach (RowBatch<FakeRow> batch in new PagedList<FakeRow>(list, options, new Recorder()).ReadAsync(Listing.Window(TimeSpan.FromDays(1)), CancellationToken.None))
        {
            foreach (FakeRow row in batch.Rows)
            {
                Assert.True(seen.Add(row.Id));
                last = Math.Max(last, row.Ticks!.Value);
            }

            perPart.TryGetValue(batch.Window!, out int before);
            perPart[batch.Window!] = before + batch.Rows.Count;
        }

        // What was read before a part was split counts too: ten pages, then the page under way.
        Assert.Equal(Count, seen.Count);
        Assert.InRange(perPart.Count, Count / 20_000, 60);
        Assert.All(perPart.Values, rowsOfPart => Assert.InRange(rowsOfPart, 0, 100_000));
        Assert.InRange(list.Requests, Count / 5000, 5 * Count / 5000);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(50, 0)]
    [InlineData(0, 1)]
    [InlineData(50, 1)]
    public async Task T18_A_silent_cap_hides_no_row_where_all_rows_stand_at_one_end(int firstMinute, int order)
    {
        FakeRow[] rows = Listing.Spread(150, TimeSpan.FromMinutes(10)).Select(r => new FakeRow(r.Id, r.Ticks!.Value + (firstMinute * TimeSpan.TicksPerMinute))).ToArray();
        var list = new FakeList(rows) { HidesFrom = 100, Order = (FakeOrder)order };

        Listing listing = await Listing.ReadAsync(list, Listing.Hour, new PagingOptions());

        listing.ShouldBeWhole(rows, "the rows stand close together");
    }

    [Fact]
    public async Task T18_A_silent_cap_that_a_single_second_reaches_is_said()
    {
        FakeRow[] rows = [.. Listing.Spread(60, TimeSpan.FromMinutes(50)), .. Listing.Tie(150, TimeSpan.FromMinutes(55), firstId: 1000)];
        var list = new FakeList(rows) { HidesFrom = 100 };

        Listing listing = await Listing.ReadAsync(list, Listing.Hour, new PagingOptions());

        Assert.NotNull(listing.Incomplete);
    }

    internal static void AssertWholeOrIncomplete(IReadOnlyCollection<FakeRow> rows, Listing listing, string because = "")
    {
        listing.ShouldHoldNothingTwice(because);
        if (listing.Incomplete is null)
        {
            listing.ShouldBeWhole(rows, because);
        }
    }
}
