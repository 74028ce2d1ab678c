using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ThreatGrid.Client.Paging;
using ThreatGrid.Client.Tests.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Paging;

/// <summary>Whatever a server does, a list is every row once or an error: never a quietly shorter list.</summary>
public sealed class PagingPropertyTests
{
    public static TheoryData<int> Blocks => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task T1_to_T19_Every_row_once_or_an_error(int block)
    {
        for (int seed = block * 50; seed < (block + 1) * 50; seed++)
        {
            var random = new Random(seed);
            TimeSpan length = TimeSpan.FromSeconds(random.Next(10) == 0 ? random.Next(1, 10) : random.Next(10, 3600));
            FakeRow[] rows = MakeRows(random, length);

            // A server that caps its pages and pays no heed to the offset either cannot be told from one that gave all at once.
            int cap = random.Next(3) == 0 ? random.Next(1, 12) : int.MaxValue;
            var list = new FakeList(rows, seed)
            {
                Order = (FakeOrder)random.Next(3),
                PageCap = cap,
                EchoesIndex = random.Next(2) == 0,
                EchoesCount = random.Next(2) == 0,
                IsAfterInclusive = random.Next(2) == 0,
                IsBeforeInclusive = random.Next(2) == 0,
                RefusesFrom = random.Next(4) == 0 ? random.Next(2, 120) : long.MaxValue,
                TimedOutPercent = random.Next(5) == 0 ? random.Next(10) : 0,
                ShortPercent = random.Next(5) == 0 ? random.Next(10) : 0,
                IgnoresOffset = cap == int.MaxValue && random.Next(12) == 0,
                RepeatsFrom = random.Next(12) == 0 ? random.Next(cap == int.MaxValue ? 1 : cap, 100) : long.MaxValue,
            };
            TimeWindow window = Listing.Window(length);
            FakeRow[] expected = rows
                .Where(r => (list.IsAfterInclusive || r.ServerTicks > window.AfterUtc.Ticks) && (list.IsBeforeInclusive || r.ServerTicks < window.BeforeUtc.Ticks))
                .ToArray();
            Listing listing = await Listing.ReadAsync(list, window, MakeOptions(random));
            PagingTests.AssertWholeOrIncomplete(expected, listing, Describe(seed, list));
            Assert.True(list.RequestCount < 20_000, $"seed {seed}: {list.RequestCount} requests");
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task T5_T13_T16_Rows_that_come_and_go_while_paging_hide_no_other(int block)
    {
        for (int seed = block * 20; seed < (block + 1) * 20; seed++)
        {
            var random = new Random(seed);
            TimeSpan length = TimeSpan.FromSeconds(random.Next(60, 3600));
            FakeRow[] rows = MakeRows(random, length);
            var gone = new HashSet<ulong>();
            var come = new HashSet<ulong>();
            int quietFrom = random.Next(3, 30);
            bool adds = random.Next(2) == 0;
            var list = new FakeList(rows, seed)
            {
                Order = (FakeOrder)random.Next(3),
                PageCap = random.Next(3) == 0 ? random.Next(2, 12) : int.MaxValue,
                EchoesIndex = random.Next(2) == 0,
                RefusesFrom = random.Next(4) == 0 ? random.Next(20, 120) : long.MaxValue,
                Before = (request, all) =>
                {
                    if (request == 1 || request > quietFrom || random.Next(2) == 0)
                    {
                        return;
                    }

                    if (adds)
                    {
                        ulong id = 1_000_000 + (ulong)request;
                        come.Add(id);
                        all.Insert(0, new FakeRow(id, Listing.Start.AddSeconds(random.Next((int)length.TotalSeconds)).Ticks));
                    }
                    else if (all.Count > 0)
                    {
                        int at = random.Next(all.Count);
                        gone.Add(all[at].Id);
                        all.RemoveAt(at);
                    }
                },
            };
            Listing listing = await Listing.ReadAsync(list, Listing.Window(length), MakeOptions(random));
            listing.ShouldHoldNothingTwice(Describe(seed, list));
            if (listing.Incomplete is null)
            {
                FakeRow[] expected = rows.Where(r => !gone.Contains(r.Id) && r.ServerTicks < Listing.Start.Ticks + length.Ticks).ToArray();
                string missing = string.Join(" ", expected.Select(r => r.Id).Except(listing.Ids).Take(20));
                Assert.True(missing.Length == 0, $"seed {seed}: missing {missing}");
                Assert.Empty(listing.Ids.Except(rows.Select(r => r.Id)).Except(come));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task T13_Another_order_in_every_request_hides_no_row(int block)
    {
        for (int seed = block * 8; seed < (block + 1) * 8; seed++)
        {
            var random = new Random(seed);
            TimeSpan length = TimeSpan.FromSeconds(random.Next(60, 3600));
            FakeRow[] rows = MakeRows(random, length).Where(r => r.ServerTicks < (Listing.Start + length).Ticks).ToArray();
            var list = new FakeList(rows, seed)
            {
                Order = FakeOrder.Random,
                PageCap = random.Next(3) == 0 ? random.Next(2, 12) : int.MaxValue,
                EchoesIndex = random.Next(2) == 0,
            };
            Listing listing = await Listing.ReadAsync(list, Listing.Window(length), MakeOptions(random));
            PagingTests.AssertWholeOrIncomplete(rows, listing, Describe(seed, list));
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task T18_T19_A_cap_that_the_server_keeps_silent_about_hides_no_row(int block)
    {
        for (int seed = block * 20; seed < (block + 1) * 20; seed++)
        {
            var random = new Random(seed);
            TimeSpan length = TimeSpan.FromSeconds(random.Next(600, 3600));
            FakeRow[] rows = Listing.Spread(random.Next(50, 400), length).ToArray();
            PagingOptions options = MakeOptions(random);
            var list = new FakeList(rows, seed)
            {
                Order = (FakeOrder)random.Next(3),
                HidesFrom = random.Next(2) == 0 ? 100 : options.PageSize * random.Next(2, 6),
                EchoesIndex = random.Next(2) == 0,
                IsAfterInclusive = random.Next(2) == 0,
                IsBeforeInclusive = random.Next(2) == 0,
            };
            FakeRow[] expected = rows.Where(r => list.IsAfterInclusive || r.Ticks > Listing.Start.Ticks).ToArray();
            Listing listing = await Listing.ReadAsync(list, Listing.Window(length), options);
            PagingTests.AssertWholeOrIncomplete(expected, listing, Describe(seed, list));
        }
    }

    private static string Describe(int seed, FakeList list)
        => $"seed {seed}: {list.Order}, cap {list.PageCap}, echo {list.EchoesIndex}, bounds {list.IsAfterInclusive} {list.IsBeforeInclusive}, refuses {list.RefusesFrom}, hides {list.HidesFrom}, ignores {list.IgnoresOffset}, repeats {list.RepeatsFrom}, timed out {list.TimedOutPercent}, short {list.ShortPercent}, {list.RequestCount} requests";

    private static PagingOptions MakeOptions(Random random) => new()
    {
        PageSize = random.Next(2, 30),
        RowsPerPart = random.Next(2) == 0 ? random.Next(20, 150) : 100_000,
        PagesBeforeProbe = random.Next(1, 6),
        ThrottleLimit = random.Next(1, 4),
    };

    private static FakeRow[] MakeRows(Random random, TimeSpan length)
    {
        int count = random.Next(4) == 0 ? random.Next(0, 5) : random.Next(5, 300);
        int kind = random.Next(4);
        var rows = new FakeRow[count];
        for (int i = 0; i < count; i++)
        {
            double second = kind switch
            {
                0 => Math.Floor(length.TotalSeconds / 2),
                1 => Math.Floor(random.NextDouble() * 5 / 5 * length.TotalSeconds),
                2 => random.NextDouble() * length.TotalSeconds,
                _ => Math.Floor(random.NextDouble() * 3) * Math.Floor(length.TotalSeconds / 3),
            };
            long ticks = Listing.Start.AddSeconds(second).Ticks;
            bool timeless = random.Next(20) == 0;
            rows[i] = new FakeRow((ulong)i + 1, timeless ? null : ticks, random.Next(25) == 0) { ServerTicks = ticks };
        }

        return rows;
    }
}
