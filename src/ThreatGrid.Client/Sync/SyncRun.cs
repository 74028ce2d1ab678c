using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Sync;

/// <summary>
/// One run over one feed. It asks from the last point back by the overlap, gives what was not delivered before, and moves the point only over what was. Nothing is known of the order in which the server gives rows, so within a part of the window the point stays where it is, and the rows themselves are remembered.
/// </summary>
internal sealed class SyncRun
{
    private static readonly TimeSpan DefaultSpan = TimeSpan.FromHours(1);
    private static readonly TimeSpan LatestSkew = TimeSpan.FromMinutes(2);

    private readonly SyncSource _source;
    private readonly SyncOptions _options;
    private readonly FeedState _state;
    private readonly TimeWindow _window;
    private readonly long _positionBefore;

    /// <summary>Prepares a run.</summary>
    /// <param name="source">The feed.</param>
    /// <param name="checkpoint">What earlier runs left; the feed gets its place in it.</param>
    /// <param name="options">How it is followed.</param>
    /// <param name="nowUtc">The time by the server's clock: the window ends there.</param>
    /// <param name="summary">Is told what happens.</param>
    /// <param name="path">The checkpoint's file, for messages.</param>
    /// <exception cref="CheckpointException">The checkpoint is of other filters, or stands in the future.</exception>
    public SyncRun(SyncSource source, Checkpoint checkpoint, SyncOptions options, DateTime nowUtc, SyncSummary summary, string path)
    {
        _source = source;
        _options = options;
        Summary = summary;
        DateTime now = WholeSecond(nowUtc);
        if (!checkpoint.Feeds.TryGetValue(source.Name, out FeedState? state))
        {
            IsFirst = true;
            state = new FeedState(source.Filter, (options.SinceUtc ?? now - DefaultSpan).Ticks);
            checkpoint.Feeds[source.Name] = state;
        }

        _state = state;
        _positionBefore = state.PositionTicks;
        if (state.Filter != source.Filter)
        {
            throw new CheckpointException(
                CheckpointProblem.Foreign,
                path,
                $"The checkpoint '{path}' follows {source.Name} with other filters: '{state.Filter}', not '{source.Filter}'.",
                "Other filters need another checkpoint: give another -Name. To begin this one anew, add -Restart.");
        }

        if (state.PositionTicks > (now + LatestSkew).Ticks)
        {
            throw new CheckpointException(
                CheckpointProblem.InFuture,
                path,
                $"The checkpoint '{path}' stands at {WireTime.ToQuery(new DateTime(state.PositionTicks, DateTimeKind.Utc))}, and the server's clock at {WireTime.ToQuery(now)}.",
                "A clock was wrong. Put the version before in its place, or begin anew with -Restart -Since.");
        }

        // A second more: nobody documents whether the server takes the start of a window as inside it.
        TimeSpan overlap = options.Overlap < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : options.Overlap;
        long after = Math.Max(Math.Max(state.SinceTicks, state.RememberedFromTicks), state.PositionTicks - overlap.Ticks);
        DateTime start = WholeSecond(new DateTime(after, DateTimeKind.Utc)).AddSeconds(IsFirst ? 0 : -1);
        _window = new TimeWindow(start, start < now ? now : start.AddSeconds(1));
        summary.AfterTicks = _window.AfterUtc.Ticks;
        summary.BeforeTicks = _window.BeforeUtc.Ticks;
    }

    /// <summary>Whether no run was there before.</summary>
    public bool IsFirst { get; }

    /// <summary>The window that is asked for.</summary>
    public TimeWindow Window => _window;

    /// <summary>What happened so far.</summary>
    public SyncSummary Summary { get; }

    /// <summary>Gives the rows that were not delivered before. Each batch must be accepted before the next is asked for.</summary>
    public async IAsyncEnumerable<SyncBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (RowBatch<FeedItem> page in _source.Open(_window, cancellationToken).ConfigureAwait(false))
        {
            Summary.Asked += page.Rows.Count + page.Failures.Count;
            List<RowFailure> failures = Fresh(page.Failures);
            List<SyncRow> rows = Fresh(page.Rows);
            int start = 0;
            do
            {
                int count = Math.Min(_options.BatchSize, rows.Count - start);
                yield return new SyncBatch(rows.GetRange(start, count), start == 0 ? failures : [], page.SettledTicks);
                start += count;
            }
            while (start < rows.Count);
        }
    }

    /// <summary>Takes note that a batch was delivered.</summary>
    public void Accept(SyncBatch batch)
    {
        foreach (SyncRow row in batch.Rows)
        {
            _state.Rows[row.Key] = row.Ticks;
            Summary.Delivered++;
            Summary.Late += row.Item.UtcTicks < _positionBefore && !IsFirst ? 1 : 0;
            if (row.ValueKey is { } value)
            {
                _state.Values[value] = Math.Max(row.Ticks, _state.Values.TryGetValue(value, out long known) ? known : 0);
            }
        }

        foreach (RowFailure failure in batch.Failures)
        {
            _state.Rows[RowKey.OfFailure(failure.Text)] = _window.BeforeUtc.Ticks;
        }

        _state.MoveTo(batch.SettledTicks, _options.Overlap);
    }

    /// <summary>Takes note that the window was read to its end.</summary>
    public void Complete()
    {
        Summary.IsComplete = true;
        _state.MoveTo(_window.BeforeUtc.Ticks, _options.Overlap);
        _state.ForgetValues((_window.BeforeUtc - _options.KeepFor).Ticks);
    }

    private static DateTime WholeSecond(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);

    private List<SyncRow> Fresh(IReadOnlyList<FeedItem> rows)
    {
        var fresh = new List<SyncRow>(rows.Count);
        var keys = new HashSet<ulong>();
        foreach (FeedItem row in rows)
        {
            ulong key = RowKey.Of(row);
            ulong? valueKey = _options.NewValueOnly ? RowKey.OfValue(row) : null;
            long ticks = ForgetTime(row);
            bool isOld = row is not CuratedFeedItem && row.UtcTicks < _state.SinceTicks;
            if (isOld || _state.Rows.ContainsKey(key) || !keys.Add(key))
            {
                Summary.Known++;
            }
            else if (valueKey is { } value && (_state.Values.ContainsKey(value) || !keys.Add(value)))
            {
                // Seen again, and so remembered for longer.
                _state.Values[value] = Math.Max(ticks, _state.Values.TryGetValue(value, out long seen) ? seen : 0);
                Summary.Known++;
            }
            else
            {
                fresh.Add(new SyncRow(row, key, ticks, valueKey));
            }
        }

        return fresh;
    }

    private List<RowFailure> Fresh(IReadOnlyList<RowFailure> failures)
    {
        var fresh = new List<RowFailure>(failures.Count);
        foreach (RowFailure failure in failures)
        {
            if (_state.Rows.ContainsKey(RowKey.OfFailure(failure.Text)))
            {
                Summary.Known++;
            }
            else
            {
                fresh.Add(failure);
                Summary.Errors++;
            }
        }

        return fresh;
    }

    /// <summary>A row is remembered as long as it can come again: one of a curated feed as long as its day is asked for, whatever its own time.</summary>
    private long ForgetTime(FeedItem row)
        => row is CuratedFeedItem || row.UtcTicks is null ? Math.Max(_window.BeforeUtc.Date.AddDays(1).Ticks, row.UtcTicks ?? 0) : row.UtcTicks.Value;
}
