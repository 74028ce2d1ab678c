using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Paging;

/// <summary>
/// Reads one window by offset and proves that it is whole.
/// </summary>
/// <remarks>
/// Each page begins with the last row of the page before. If it does not, rows moved between the two requests, and the window is
/// read again until a reading finds it still. The end is believed when a page brings that one row and no other: a page shorter
/// than asked for proves nothing, since a server may cap its pages. Whether the server hides rows behind a cap is found by
/// asking for one row more than was seen before, in and after the second in the middle of the rows seen.
/// </remarks>
internal sealed class PartReader<T>(IPageSource<T> source, PagingOptions options, Part part, KeySet timeless, IRequestObserver observer)
    where T : ITimed
{
    private readonly TimeWindow _window = part.Window;
    private readonly KeySet _seen = new();

    /// <summary>The times of the rows seen; rows without one are only counted.</summary>
    private readonly List<long> _times = [];

    private long _withoutTime;
    private int _largestPage;
    private int _pages;
    private long _outside;

    public PartOutcome Outcome { get; private set; } = PartOutcome.Complete;

    /// <summary>Why it is incomplete.</summary>
    public string? Reason { get; private set; }

    /// <summary>The number of rows at which the server was seen to hide the others.</summary>
    public long? HidingCap { get; private set; }

    /// <summary>The offset from which on the server refuses to page, where it does.</summary>
    public int? OffsetCap { get; private set; }

    /// <summary>Rows of the server that lie outside what was asked.</summary>
    public long OutsideCount => _outside;

    /// <summary>What was delivered, for the halves to leave out.</summary>
    public KeySet Delivered()
    {
        var all = new KeySet(_seen.Count + (part.Delivered?.Count ?? 0));
        part.Delivered?.CopyTo(all);
        _seen.CopyTo(all);
        return all;
    }

    public async IAsyncEnumerable<RowBatch<T>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = new PagePrefetcher<T>(FetchWholeAsync, Math.Max(1, options.ThrottleLimit), cancellationToken);
        using var probeCancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<bool>? probe = null;
        ulong sequenceBefore = 0;
        try
        {
            for (int pass = 1; ; pass++)
            {
                KeySet? inPass = pass > 1 ? new KeySet(_seen.Count) : null;
                ulong sequence = 0;
                long received = 0;
                ulong last = 0;
                bool moved = false;
                bool pageWasFull = false;
                int fresh = 0;
                int stale = 0;
                while (true)
                {
                    int overlap = received > 0 && _largestPage > 1 ? 1 : 0;
                    long offset = received - overlap;
                    RowPage<T>? page = await TakeAsync(pages, offset).ConfigureAwait(false);
                    if (page is null)
                    {
                        yield break;
                    }

                    if (offset > 0 && page.Index is { } index && index != offset)
                    {
                        // The server does not page here: what it gave at once is all, unless that was a full page, or it paged until now.
                        if (pageWasFull || _pages > 1)
                        {
                            SplitOr($"The server pays no heed to the offset {offset}.");
                        }

                        yield break;
                    }

                    moved |= overlap > 0 && (page.Count == 0 || page.FirstIdentity != last);
                    _largestPage = Math.Max(_largestPage, page.Count);
                    bool isEnd = page.Count <= overlap;
                    bool isFull = page.Count >= options.PageSize;
                    received = offset + page.Count;
                    last = page.Count > 0 ? page.LastIdentity : last;
                    if (isFull && received < options.RowsWanted)
                    {
                        pages.Foresee(received - (options.PageSize > 1 ? 1 : 0), options.PageSize - (options.PageSize > 1 ? 1 : 0));
                    }

                    sequence = Follow(sequence, page);

                    // The page's own lists are cut down to what is new.
                    int freshInPage = TakeNew(page, inPass);
                    fresh += freshInPage;
                    _pages++;
                    if (page.Rows.Count > 0 || page.Failures.Count > 0)
                    {
                        yield return new RowBatch<T>(page.Rows, page.Failures) { PageNumber = _pages, Window = _window };
                    }

                    if (isEnd)
                    {
                        break;
                    }

                    pageWasFull = isFull;
                    stale = freshInPage == 0 ? stale + 1 : 0;
                    if ((pass == 1 && stale >= options.StalePages) || received > (2L * _seen.Count) + (10L * options.PageSize))
                    {
                        SplitOr($"The server repeats a page: offset {offset} brought no new row.");
                        yield break;
                    }

                    if (probe is null && pass == 1 && isFull && _window.CanSplit && _pages >= (part.IsLarge ? 1 : options.PagesBeforeProbe))
                    {
                        probe = HasRowAtAsync(_window, options.RowsPerPart, probeCancel.Token);
                    }

                    if (probe is { IsCompleted: true } && await probe.ConfigureAwait(false))
                    {
                        Outcome = PartOutcome.Split;
                        yield break;
                    }
                }

                // A still list gives as many different rows as rows; one that holds a row twice gives the same rows in the same order again.
                int different = inPass?.Count ?? _seen.Count;
                bool isStill = !moved && (different == received || (pass > 1 && sequence == sequenceBefore));
                bool isKnown = fresh == 0 && different == received && different == _seen.Count;
                sequenceBefore = sequence;
                if (isStill || isKnown)
                {
                    if (await HidesRowsAsync(received, cancellationToken).ConfigureAwait(false))
                    {
                        HidingCap = received;
                        SplitOr($"The server gives {received} rows and hides the others.");
                    }

                    yield break;
                }

                if (pass == options.MaximumPasses)
                {
                    SplitOr($"Its rows moved during each of {pass} readings; {_seen.Count} different ones were seen.");
                    yield break;
                }

                observer.Verbose($"Rows of {source.Name} moved while {_window} was read. It is read again; what was delivered is not given twice.");
            }
        }
        finally
        {
            probeCancel.Cancel();
            await pages.CloseAsync().ConfigureAwait(false);
            await SettleAsync(probe).ConfigureAwait(false);
        }
    }

    private static async Task SettleAsync(Task? task)
    {
        try
        {
            await (task ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ThreatGridException)
        {
            // It only asked whether there is more.
        }
    }

    /// <summary>The page, or null when the server refuses to go on at this offset.</summary>
    private async Task<RowPage<T>?> TakeAsync(PagePrefetcher<T> pages, long offset)
    {
        try
        {
            return await pages.TakeAsync(offset).ConfigureAwait(false);
        }
        catch (InvalidRequestException e) when (offset > 0 && e.StatusCode is 400 or 413 or 416 or 422)
        {
            OffsetCap = (int)Math.Min(offset, int.MaxValue);
            SplitOr($"The server refuses to page beyond row {offset}: {e.ServerMessage}");
            return null;
        }
    }

    /// <summary>A page that the server itself does not call partial.</summary>
    private async Task<RowPage<T>> FetchWholeAsync(long offset, CancellationToken cancellationToken)
    {
        for (int attempt = 0; ; attempt++)
        {
            RowPage<T> page = await source.FetchAsync(_window, offset, options.PageSize, cancellationToken).ConfigureAwait(false);
            if (!page.TimedOut && (page.CurrentItemCount ?? 0) <= page.Count)
            {
                return page;
            }

            if (attempt >= options.PartialPageRetries)
            {
                throw new IncompleteResultException($"The server gives only a part of the page at row {offset} of {source.Name}, {_window}: {page.Count} of {page.CurrentItemCount ?? options.PageSize} rows{(page.TimedOut ? " (it ran out of time)" : string.Empty)}. {_seen.Count} rows were delivered.")
                {
                    RecommendedAction = "Ask for a shorter window, or try again later.",
                };
            }

            observer.Verbose($"The page at row {offset} of {source.Name} is partial. It is asked for again.");
        }
    }

    /// <summary>Leaves in the page what is to be delivered, and counts what was not seen before.</summary>
    [MethodImpl(HotPath.Optimized)]
    private int TakeNew(RowPage<T> page, KeySet? inPass)
    {
        int fresh = 0;
        int kept = 0;
        for (int i = 0; i < page.Rows.Count; i++)
        {
            ulong identity = page.Identities[i];
            inPass?.Add(identity);
            if (!_seen.Add(identity))
            {
                continue;
            }

            fresh++;
            T row = page.Rows[i];
            Count(row.UtcTicks);
            bool isOurs = row.UtcTicks is { } ticks ? _window.Keeps(ticks) : timeless.Add(identity);
            if (isOurs && part.Delivered?.Contains(identity) != true)
            {
                page.Rows[kept++] = row;
            }
        }

        page.Rows.RemoveRange(kept, page.Rows.Count - kept);
        page.Failures.RemoveAll(f =>
        {
            inPass?.Add(f.Identity);
            if (!_seen.Add(f.Identity))
            {
                return true;
            }

            // What cannot be read has no time: like the rows without one it may stand in several parts.
            fresh++;
            Count(null);
            return !timeless.Add(f.Identity);
        });
        return fresh;
    }

    [MethodImpl(HotPath.Optimized)]
    private void Count(long? ticks)
    {
        if (ticks is not { } time)
        {
            _withoutTime++;
            return;
        }

        _times.Add(time);
        if (time < _window.AfterUtc.Ticks - TimeSpan.TicksPerSecond || time > _window.BeforeUtc.Ticks + TimeSpan.TicksPerSecond)
        {
            _outside++;
        }
    }

    /// <summary>The order of the rows in one number.</summary>
    [MethodImpl(HotPath.Optimized)]
    private static ulong Follow(ulong sequence, RowPage<T> page)
    {
        for (int i = 0; i < page.Identities.Count; i++)
        {
            sequence = (sequence * 0x9E3779B185EBCA87) + page.Identities[i];
        }

        return sequence;
    }

    /// <summary>
    /// Whether the window has a row that was not seen. Only worth asking where a cap is likely: after a full page, at a round
    /// number of rows, or at the number where the server was seen to hide rows before.
    /// </summary>
    private async Task<bool> HidesRowsAsync(long received, CancellationToken cancellationToken)
    {
        const int RoundNumber = 100;
        if (part.Cap is { } cap && received >= cap)
        {
            // Nothing can show that just these rows are all; smaller windows can.
            return true;
        }

        bool isSuspicious = received >= options.PageSize || (received > 0 && received % RoundNumber == 0);
        if (!isSuspicious || options.PageSize == 1 || !_window.CanSplit || _times.Count == 0)
        {
            return false;
        }

        // A cap hides rows at one end or the other, so it is the middle of the rows that tells, not the middle of the time.
        _times.Sort();
        long middle = _times[_times.Count / 2];
        long second = Math.Max(_window.AfterUtc.Ticks, Math.Min(middle - (middle % TimeSpan.TicksPerSecond), _window.BeforeUtc.Ticks - TimeSpan.TicksPerSecond));
        long next = second + TimeSpan.TicksPerSecond;
        bool[] hides = await Task.WhenAll(
            HasUnseenRowAsync(_window.AfterUtc.Ticks, second, Before(second), Before(second + 1), cancellationToken),
            HasUnseenRowAsync(second, next, Before(next) - Before(second + 1), Before(next + 1) - Before(second), cancellationToken),
            HasUnseenRowAsync(next, _window.BeforeUtc.Ticks, _times.Count - Before(next + 1), _times.Count - Before(next), cancellationToken)).ConfigureAwait(false);
        return Array.IndexOf(hides, true) >= 0;
    }

    /// <summary>How many of the rows seen are before an instant.</summary>
    private long Before(long ticks)
    {
        int low = 0;
        int high = _times.Count;
        while (low < high)
        {
            int at = (low + high) / 2;
            (low, high) = _times[at] < ticks ? (at + 1, high) : (low, at);
        }

        return low;
    }

    /// <summary>
    /// Whether a part of the window has another row behind those seen in it. How many were seen is known up to those at its
    /// bounds and those without a time.
    /// </summary>
    private async Task<bool> HasUnseenRowAsync(long after, long before, long least, long mostTimed, CancellationToken cancellationToken)
    {
        if (after >= before)
        {
            return false;
        }

        var window = new TimeWindow(new DateTime(after, DateTimeKind.Utc), new DateTime(before, DateTimeKind.Utc));
        long most = mostTimed + _withoutTime;
        try
        {
            long offset = least;
            while (offset <= most)
            {
                int limit = (int)Math.Min(options.PageSize, most - offset + 1);
                RowPage<T> page = await source.FetchAsync(window, offset, limit, cancellationToken).ConfigureAwait(false);
                if (page.Count == 0 || (page.Index is { } index && index != offset))
                {
                    return false;
                }

                if (page.Identities.Exists(i => !_seen.Contains(i)) || page.Failures.Exists(f => !_seen.Contains(f.Identity)))
                {
                    return true;
                }

                offset += page.Count;
            }

            return false;
        }
        catch (InvalidRequestException)
        {
            return true;
        }
    }

    private async Task<bool> HasRowAtAsync(TimeWindow window, long offset, CancellationToken cancellationToken)
    {
        try
        {
            RowPage<T> page = await source.FetchAsync(window, offset, 1, cancellationToken).ConfigureAwait(false);
            return (page.Index is not { } index || index == offset) && page.Count > 0;
        }
        catch (InvalidRequestException)
        {
            // Where the cap is will be seen when it is hit.
            return false;
        }
    }

    private void SplitOr(string reason)
    {
        Outcome = _window.CanSplit ? PartOutcome.Split : PartOutcome.Incomplete;
        Reason = reason;
    }
}
