using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Samples;

/// <summary>Finds out whether a file was submitted before, on the server or in this very run.</summary>
/// <param name="client">The server.</param>
/// <param name="within">How long ago a submission may be to count.</param>
/// <param name="organizationOnly">Whether only submissions of the own organisation count.</param>
internal sealed class KnownSamples(ApiClient client, TimeSpan within, bool organizationOnly)
{
    private const int PageSize = 100;

    private readonly ConcurrentDictionary<string, TaskCompletionSource<SampleSubmission?>> _inRun = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// What became of the first of this run with that content. The first one itself is told so, and must call <see cref="Decide"/>; the others wait
    /// for it, and get null where it came to nothing: then they have to ask again.
    /// </summary>
    public async Task<(bool IsFirst, SampleSubmission? Submission)> FindInRunAsync(string sha256, CancellationToken cancellationToken)
    {
        var mine = new TaskCompletionSource<SampleSubmission?>(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<SampleSubmission?> first = _inRun.GetOrAdd(sha256, mine);
        if (ReferenceEquals(first, mine))
        {
            return (true, null);
        }

        using CancellationTokenRegistration stop = cancellationToken.Register(() => mine.TrySetCanceled());
        Task done = await Task.WhenAny(first.Task, mine.Task).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return (false, done == first.Task ? await first.Task.ConfigureAwait(false) : null);
    }

    /// <summary>Says what became of the first of this run with that content.</summary>
    public void Decide(string sha256, SampleSubmission? submission)
    {
        if (_inRun.TryGetValue(sha256, out TaskCompletionSource<SampleSubmission?>? first))
        {
            if (submission?.SampleId is null)
            {
                // The next one with that content has to try for itself.
                _inRun.TryRemove(sha256, out _);
            }

            first.TrySetResult(submission);
        }
    }

    /// <summary>The newest sample whose own SHA-256 it is, did not fail, and is young enough; null where there is none. Droppers of the file do not count.</summary>
    public async Task<SampleSearchResult?> FindAsync(string sha256, CancellationToken cancellationToken)
    {
        DateTime now = client.Clock.UtcNow;
        var query = new QueryParameters();
        query.Add("q", sha256);
        query.Add("sort_by", "submitted_at");
        query.Add("sort_order", "desc");
        if (organizationOnly)
        {
            query.Add("org_only", "true");
        }

        var window = new TimeWindow(now - within, now + ServerClock.NotableSkew);
        var pages = new TimedPages<SampleSearchResult>(client, "/api/v2/search/submissions", "the submission search", SampleContracts.SearchResult, query);
        RowPage<SampleSearchResult> page = await pages.FetchAsync(window, 0, PageSize, cancellationToken).ConfigureAwait(false);
        SampleSearchResult? newest = null;
        foreach (SampleSearchResult sample in page.Rows)
        {
            bool counts = string.Equals(sample.Sha256, sha256, StringComparison.OrdinalIgnoreCase)
                && sample.State != SampleStates.Failed
                && sample.SubmittedAtUtc >= window.AfterUtc;
            if (counts && (newest is null || sample.SubmittedTicks > newest.SubmittedTicks))
            {
                newest = sample;
            }
        }

        return newest;
    }
}
