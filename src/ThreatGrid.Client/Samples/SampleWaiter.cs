using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Samples;

/// <summary>Waits until runs are over: asks for many states in one request, and gives each sample when it is done.</summary>
internal sealed class SampleWaiter(ApiClient client)
{
    /// <summary>In retry intervals: how long a sample may stay unknown, since servers know new ones late.</summary>
    private const int PatienceForUnknown = 64;

    /// <summary>So many rounds of questions in a row may fail before the waiting is given up.</summary>
    private const int FailedRounds = 5;

    private readonly AnalysisClient _analysis = new(client);
    private readonly Dictionary<string, SampleState> _last = new(StringComparer.OrdinalIgnoreCase);
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Waits for samples.</summary>
    /// <param name="sampleIds">The samples; each counts once.</param>
    /// <param name="timeout">After that, those that still run are given as they are; null for no end.</param>
    /// <param name="interval">The pause between two rounds of questions.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ThreatGridException">The server fails round after round, or the time is over and it never said how a sample is.</exception>
    public async IAsyncEnumerable<SampleOutcome> WaitAsync(IEnumerable<string> sampleIds, TimeSpan? timeout, TimeSpan interval, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<string> pending = [.. sampleIds.Distinct(StringComparer.OrdinalIgnoreCase)];
        int total = pending.Count;
        int failedRounds = 0;
        ThreatGridException? failure = null;
        while (pending.Count > 0)
        {
            failure = await AskAsync(pending, cancellationToken).ConfigureAwait(false);
            failedRounds = failure is null ? 0 : failedRounds + 1;
            if (failure is not null && failedRounds >= FailedRounds)
            {
                throw failure;
            }

            foreach (string id in pending.ToArray())
            {
                SampleState? state = _last.TryGetValue(id, out SampleState? known) ? known : null;
                bool isLost = state is null && failure is null && _clock.Elapsed > TimeSpan.FromTicks(client.Connection.RetryInterval.Ticks * PatienceForUnknown);
                if (state?.IsFinished == true || isLost)
                {
                    pending.Remove(id);
                    yield return await CompleteAsync(id, state, cancellationToken).ConfigureAwait(false);
                }
            }

            Show(total, pending);
            TimeSpan left = timeout is { } limit ? limit - _clock.Elapsed : TimeSpan.MaxValue;
            if (pending.Count == 0 || left <= TimeSpan.Zero)
            {
                break;
            }

            await Task.Delay(left < interval ? left : interval, cancellationToken).ConfigureAwait(false);
        }

        foreach (string id in pending)
        {
            _last.TryGetValue(id, out SampleState? state);
            if (state is not null || failure is null)
            {
                yield return await CompleteAsync(id, state, cancellationToken).ConfigureAwait(false);
            }
        }

        if (failure is not null && pending.Any(id => !_last.ContainsKey(id)))
        {
            // A server that could not be asked has not said that it has no such sample.
            throw failure;
        }
    }

    private async Task<ThreatGridException?> AskAsync(List<string> pending, CancellationToken cancellationToken)
    {
        ThreatGridException? failure = null;
        for (int at = 0; at < pending.Count; at += SampleClient.StatesPerRequest)
        {
            List<string> part = pending.GetRange(at, Math.Min(SampleClient.StatesPerRequest, pending.Count - at));
            try
            {
                RowPage<SampleState> page = await new SampleClient(client).StatesAsync(part, cancellationToken).ConfigureAwait(false);
                foreach (SampleState state in page.Rows)
                {
                    if (state.SampleId is { } id)
                    {
                        _last[id] = state;
                    }
                }
            }
            catch (ThreatGridException e) when (e is not (AuthenticationFailedException or PermissionDeniedException or InvalidRequestException))
            {
                client.Observer.Warning($"The states of samples could not be asked: {e.Message} The waiting goes on.");
                failure = e;
            }
        }

        return failure;
    }

    private async Task<SampleOutcome> CompleteAsync(string id, SampleState? state, CancellationToken cancellationToken)
    {
        var outcome = new SampleOutcome(client.Connection.Origin, id) { State = state?.State, Status = state?.Status, Waited = _clock.Elapsed };
        if (state?.State != SampleStates.Succeeded)
        {
            return outcome;
        }

        client.Fresh.Add(id);
        try
        {
            SampleThreat threat = await client.Fresh.RunAsync(id, client, () => _analysis.ThreatAsync(id, cancellationToken), cancellationToken).ConfigureAwait(false);
            outcome.ThreatScore = threat.Score;
            outcome.IndicatorCount = threat.IndicatorCount;
        }
        catch (ThreatGridException e) when (e is not AuthenticationFailedException)
        {
            client.Observer.Warning($"Sample {id} is done, but its score could not be read: {e.Message}");
        }

        return outcome;
    }

    private void Show(int total, List<string> pending)
    {
        IEnumerable<string> states = pending
            .GroupBy(id => _last.TryGetValue(id, out SampleState? state) ? state.State ?? "?" : "new", StringComparer.Ordinal)
            .Select(g => string.Format(CultureInfo.InvariantCulture, "{0} {1}", g.Count(), g.Key));
        client.Observer.Progress($"{total - pending.Count} of {total} done; {string.Join(", ", states)}", (total - pending.Count) * 100 / total);
    }
}
