using System;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Tests.Testing;

/// <summary>A large list without vices: rows in the order of time, found by bisection.</summary>
internal sealed class IndexedList(FakeRow[] rows) : IPageSource<FakeRow>
{
    public string Name => "large list";

    public int Requests;

    public Task<RowPage<FakeRow>> FetchAsync(TimeWindow window, long offset, int limit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref Requests);
        int from = First(window.AfterUtc.Ticks);
        int until = First(window.BeforeUtc.Ticks);
        int start = (int)Math.Min(from + offset, until);
        int end = Math.Min(start + limit, until);
        var page = new RowPage<FakeRow>(end - start) { Index = offset, CurrentItemCount = end - start };
        for (int i = start; i < end; i++)
        {
            page.Rows.Add(rows[i]);
            page.Identities.Add(rows[i].Id);
        }

        if (page.Count > 0)
        {
            page.FirstIdentity = rows[start].Id;
            page.LastIdentity = rows[end - 1].Id;
        }

        return Task.FromResult(page);
    }

    private int First(long ticks)
    {
        int low = 0;
        int high = rows.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (rows[middle].Ticks < ticks)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
