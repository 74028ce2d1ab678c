using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.Client.Http;

/// <summary>
/// The one rule by which requests are tried again. It stands around the whole of a request, the reading of its body included:
/// a connection that breaks in the middle of an answer counts as one that broke before it.
/// </summary>
internal sealed class RetryPolicy(ConnectionSettings settings, RateGate gate)
{
    private readonly Random _random = new();

    /// <summary>Tests put a clock here that does not wait.</summary>
    internal Func<TimeSpan, CancellationToken, Task> Delay { get; set; } = Task.Delay;

    internal Func<DateTimeOffset> Now { get; set; } = static () => DateTimeOffset.UtcNow;

    /// <summary>Runs an operation until it succeeds, fails for good, or the tries are used up.</summary>
    /// <param name="idempotent">Whether the operation may be repeated when nobody knows if it was carried out.</param>
    /// <param name="operation">One try.</param>
    /// <param name="observer">Is told of waits.</param>
    /// <param name="cancellationToken">Ends tries and waits at once.</param>
    public async Task<T> RunAsync<T>(bool idempotent, Func<Task<T>> operation, IRequestObserver observer, CancellationToken cancellationToken)
    {
        for (int attempt = 0; ; attempt++)
        {
            await PassGateAsync(observer, cancellationToken).ConfigureAwait(false);
            try
            {
                return await operation().ConfigureAwait(false);
            }
            catch (ThreatGridException e) when (attempt < settings.MaximumRetryCount && MayRepeat(e, idempotent) && WaitFor(e, attempt) <= settings.MaxWait)
            {
                TimeSpan wait = WithJitter(WaitFor(e, attempt));
                observer.Verbose(string.Format(
                    CultureInfo.InvariantCulture,
                    "Try {0} of {1} failed: {2} Next try in {3:0.0} s.",
                    attempt + 1,
                    settings.MaximumRetryCount + 1,
                    e.Message,
                    wait.TotalSeconds));
                if (e is QuotaExceededException)
                {
                    gate.CloseUntil(Now() + wait);
                }
                else
                {
                    observer.Waiting(wait, e.Message);
                    await Delay(wait, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>The wait before the next try: what the server asks for, else one that doubles with every try.</summary>
    internal TimeSpan WaitFor(ThreatGridException failure, int attempt)
        => failure.WaitHint ?? TimeSpan.FromTicks(Math.Min(settings.RetryInterval.Ticks << Math.Min(attempt, 20), settings.MaxWait.Ticks));

    private static bool MayRepeat(ThreatGridException failure, bool idempotent)
        => failure is QuotaExceededException || (idempotent && failure.IsTransient);

    private async Task PassGateAsync(IRequestObserver observer, CancellationToken cancellationToken)
    {
        for (TimeSpan wait = gate.WaitAt(Now()); wait > TimeSpan.Zero; wait = gate.WaitAt(Now()))
        {
            observer.Waiting(wait, "The server asked this connection to wait (429).");
            await Delay(wait, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Up to a tenth more, never less: many clients should not come back in the same moment.</summary>
    private TimeSpan WithJitter(TimeSpan wait)
    {
        lock (_random)
        {
#pragma warning disable CA5394 // Spreads retries; nothing secret depends on it.
            return TimeSpan.FromTicks(wait.Ticks + (long)(wait.Ticks * 0.1 * _random.NextDouble()));
#pragma warning restore CA5394
        }
    }
}
