using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Samples;

/// <summary>Puts the runs of a file together, by its hash.</summary>
internal sealed class HashReporter(ApiClient client, bool organizationOnly)
{
    private const int PageSize = 100;

    private static readonly DateTime BeginningOfTime = new(2006, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public async Task<HashReport> ReportAsync(string hash, CancellationToken cancellationToken)
    {
        var query = new QueryParameters();
        query.Add("q", hash);
        query.Add("sort_by", "submitted_at");
        query.Add("sort_order", "desc");
        if (organizationOnly)
        {
            query.Add("org_only", "true");
        }

        if (!client.Clock.IsKnown)
        {
            await new AccountClient(client).WhoAmIAsync(cancellationToken).ConfigureAwait(false);
        }

        var window = new TimeWindow(BeginningOfTime, client.Clock.UtcNow + ServerClock.NotableSkew);
        List<SampleSearchResult> runs = await ReadAsync(window, query, cancellationToken).ConfigureAwait(false);
        return Summarize(hash, [.. runs.Where(r => IsOwnHash(r, hash)).OrderBy(r => r.SubmittedTicks ?? 0)]);
    }

    /// <summary>One request where its answer says that it holds all; else page by page.</summary>
    private async Task<List<SampleSearchResult>> ReadAsync(TimeWindow window, QueryParameters query, CancellationToken cancellationToken)
    {
        var pages = new TimedPages<SampleSearchResult>(client, "/api/v2/search/submissions", "the submission search", SampleContracts.SearchResult, query);
        RowPage<SampleSearchResult> first = await pages.FetchAsync(window, 0, PageSize, cancellationToken).ConfigureAwait(false);
        if (first.Total == first.Count && !first.TimedOut && first.Failures.Count == 0)
        {
            return first.Rows;
        }

        var all = new List<SampleSearchResult>();
        await foreach (RowBatch<SampleSearchResult> batch in new PagedList<SampleSearchResult>(pages, new PagingOptions { PageSize = PageSize }, client.Observer).ReadAsync(window, cancellationToken).ConfigureAwait(false))
        {
            all.AddRange(batch.Rows);
        }

        return all;
    }

    private HashReport Summarize(string hash, List<SampleSearchResult> runs)
    {
        var report = new HashReport(client.Connection.Origin, hash) { Count = runs.Count };
        if (runs.Count == 0)
        {
            return report;
        }

        SampleSearchResult last = runs[runs.Count - 1];
        report.FirstTicks = runs.Select(r => r.SubmittedTicks).FirstOrDefault(t => t is not null);
        report.LastTicks = last.SubmittedTicks;
        report.SampleId = last.SampleId;
        report.FileName = last.FileName;
        report.Sha256 = last.Sha256;
        int[] scores = [.. runs.Select(r => r.ThreatScore).OfType<int>()];
        report.ScoredCount = scores.Length;
        if (scores.Length > 0)
        {
            report.LowestScore = scores.Min();
            report.HighestScore = scores.Max();
            report.AverageScore = Math.Round(scores.Average(), 1, MidpointRounding.AwayFromZero);
            report.LatestScore = scores[scores.Length - 1];
        }

        return report;
    }

    /// <summary>A search also finds samples that only met the file.</summary>
    private static bool IsOwnHash(SampleSearchResult sample, string hash)
        => string.Equals(sample.Sha256, hash, StringComparison.OrdinalIgnoreCase)
            || string.Equals(sample.Sha1, hash, StringComparison.OrdinalIgnoreCase)
            || string.Equals(sample.Md5, hash, StringComparison.OrdinalIgnoreCase);
}
