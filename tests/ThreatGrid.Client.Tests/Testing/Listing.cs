using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Tests.Testing;

/// <summary>Lists a window to its end and keeps what came.</summary>
internal sealed class Listing
{
    public static readonly DateTime Start = new(2026, 3, 2, 10, 0, 0, DateTimeKind.Utc);

    public List<FakeRow> Rows { get; } = [];

    public List<ulong> Failures { get; } = [];

    public IncompleteResultException? Incomplete { get; private set; }

    public Recorder Observer { get; } = new();

    public IEnumerable<ulong> Ids => Rows.Select(r => r.Id).Concat(Failures);

    public static TimeWindow Window(TimeSpan length) => new(Start, Start + length);

    public static TimeWindow Hour => Window(TimeSpan.FromHours(1));

    public static async Task<Listing> ReadAsync(FakeList list, TimeWindow window, PagingOptions options)
    {
        var listing = new Listing();
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await foreach (RowBatch<FakeRow> batch in new PagedList<FakeRow>(list, options, listing.Observer).ReadAsync(window, cancel.Token))
            {
                listing.Rows.AddRange(batch.Rows);
                listing.Failures.AddRange(batch.Failures.Select(f => f.Identity));
            }
        }
        catch (IncompleteResultException e)
        {
            listing.Incomplete = e;
        }

        return listing;
    }

    /// <summary>Rows spread over a time from the start on, with whole seconds.</summary>
    public static IEnumerable<FakeRow> Spread(int count, TimeSpan over)
        => Enumerable.Range(0, count).Select(i => new FakeRow((ulong)i + 1, Start.AddSeconds(Math.Floor(over.TotalSeconds * i / count)).Ticks));

    /// <summary>Rows of one second.</summary>
    public static IEnumerable<FakeRow> Tie(int count, TimeSpan at, ulong firstId = 1)
        => Enumerable.Range(0, count).Select(i => new FakeRow(firstId + (ulong)i, (Start + at).Ticks));

    public Listing ShouldBeWhole(IEnumerable<FakeRow> rows, string because = "")
    {
        Xunit.Assert.True(Incomplete is null, because + ": " + Incomplete?.Message);
        ShouldHoldNothingTwice(because);
        string missing = string.Join(" ", rows.Select(r => r.Id).Except(Ids).Take(20));
        Xunit.Assert.True(missing.Length == 0, because + ": missing " + missing);
        Xunit.Assert.Equal(rows.Count(), Ids.Count());
        return this;
    }

    public void ShouldHoldNothingTwice(string because = "")
    {
        string twice = string.Join(" ", Ids.GroupBy(i => i).Where(g => g.Count() > 1).Select(g => g.Key).Take(20));
        Xunit.Assert.True(twice.Length == 0, because + ": twice " + twice);
    }
}
