using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Feeds;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Sync;

/// <summary>A feed that can be read again from a point on.</summary>
/// <param name="Name">What it is called, in the checkpoint too.</param>
/// <param name="Filter">What is asked for beside the window, as text.</param>
/// <param name="Open">Reads a window.</param>
internal sealed record SyncSource(string Name, string Filter, Func<TimeWindow, CancellationToken, IAsyncEnumerable<RowBatch<FeedItem>>> Open)
{
    private const int IocPageSize = 1000;
    private const int SamplePageSize = 10_000;

    /// <summary>An IOC feed.</summary>
    public static SyncSource Of(ApiClient client, IocFeedType type, QueryParameters query, int? pageSize = null)
        => new(FeedNames.Of(type), TextOf(query), (window, token) => Widen(new FeedClient(client).ReadIocsAsync(type, window, query, new PagingOptions { PageSize = pageSize ?? IocPageSize }, token), token));

    /// <summary>A sample feed.</summary>
    public static SyncSource Of(ApiClient client, SampleFeedType type, QueryParameters query)
        => new(FeedNames.Of(type), TextOf(query), (window, token) => Widen(new FeedClient(client).ReadSamplesAsync(type, window, query, new PagingOptions { PageSize = SamplePageSize }, token), token));

    /// <summary>A curated feed: the files of the days that the window touches.</summary>
    public static SyncSource Of(ApiClient client, string curated)
        => new(curated, string.Empty, (window, token) => ReadDaysAsync(client, curated, window, token));

    /// <summary>The parameters in a fixed order.</summary>
    private static string TextOf(QueryParameters query)
    {
        var parts = new List<string>();
        foreach (KeyValuePair<string, string> parameter in query.Parameters)
        {
            parts.Add(parameter.Key + "=" + parameter.Value);
        }

        parts.Sort(StringComparer.Ordinal);
        return string.Join("&", parts);
    }

    private static async IAsyncEnumerable<RowBatch<FeedItem>> Widen<T>(IAsyncEnumerable<RowBatch<T>> batches, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : FeedItem
    {
        await foreach (RowBatch<T> batch in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return new RowBatch<FeedItem>(batch.Rows, batch.Failures) { PageNumber = batch.PageNumber, Window = batch.Window, SettledTicks = batch.SettledTicks };
        }
    }

    private static async IAsyncEnumerable<RowBatch<FeedItem>> ReadDaysAsync(ApiClient client, string feed, TimeWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DateTime today = window.BeforeUtc.Date;
        int number = 0;
        for (DateTime day = window.AfterUtc.Date; day <= today; day = day.AddDays(1))
        {
            RowPage<CuratedFeedItem>? page = null;
            try
            {
                page = await new FeedClient(client).ReadCuratedAsync(feed, day, cancellationToken).ConfigureAwait(false);
            }
            catch (NotFoundException) when (day == today)
            {
                client.Observer.Verbose($"{feed} of {day:yyyy-MM-dd} is not there yet.");
            }
            catch (NotFoundException) when (day < today.AddDays(-1))
            {
                // How long the server keeps days nobody documents. One that is gone must not stop those that are there; yesterday's ought to be.
                client.Observer.Warning($"The server has no {feed} of {day:yyyy-MM-dd} any more. The days after it are read.");
            }

            if (page is not null)
            {
                yield return new RowBatch<FeedItem>(page.Rows, page.Failures) { PageNumber = ++number, Window = window, SettledTicks = Math.Max(day.Ticks, window.AfterUtc.Ticks) };
            }
        }
    }
}
