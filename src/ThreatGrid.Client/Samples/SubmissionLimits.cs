using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;

namespace ThreatGrid.Client.Samples;

/// <summary>How many samples may still be submitted: by the run, by the day, by a share of the quota.</summary>
internal sealed class SubmissionLimits
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private long _left;

    private SubmissionLimits(long left, string reason) => (_left, Reason) = (left, reason);

    /// <summary>No limit at all.</summary>
    public static SubmissionLimits None { get; } = new(long.MaxValue, string.Empty);

    /// <summary>Which limit is the narrowest, in a sentence.</summary>
    public string Reason { get; private set; }

    /// <summary>Reads what is used already.</summary>
    /// <param name="client">The server.</param>
    /// <param name="maximum">The most of a run; null for no limit.</param>
    /// <param name="dailyMaximum">The most of the owner's last 24 hours; null for no limit.</param>
    /// <param name="quotaShare">The share of each quota that may be used up, in percent; null for no limit.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<SubmissionLimits> ReadAsync(ApiClient client, int? maximum, int? dailyMaximum, int? quotaShare, CancellationToken cancellationToken)
    {
        var limits = new SubmissionLimits(long.MaxValue, string.Empty);
        if (maximum is { } most)
        {
            limits.Narrow(most, $"-Maximum {most} is reached.");
        }

        if (dailyMaximum is null && quotaShare is null)
        {
            return limits;
        }

        Identity owner = await new AccountClient(client).WhoAmIAsync(cancellationToken).ConfigureAwait(false);
        if (dailyMaximum is { } daily)
        {
            long used = await new SampleClient(client).CountOwnSinceAsync(client.Clock.UtcNow - Day, cancellationToken).ConfigureAwait(false);
            client.Observer.Verbose($"'{owner.Login}' submitted {used} samples in the last 24 hours; -DailyMaximum is {daily}.");
            limits.Narrow(daily - used, $"-DailyMaximum {daily} is reached: '{owner.Login}' had submitted {used} in the last 24 hours.");
        }

        if (quotaShare is { } share)
        {
            IReadOnlyList<RateLimit> quotas = await new RateLimitClient(client).OfUserAsync(owner.Login ?? string.Empty, cancellationToken).ConfigureAwait(false);
            foreach (RateLimit quota in quotas)
            {
                client.Observer.Verbose(Describe(quota));
                if (quota.Samples is { } samples && quota.Available is { } available)
                {
                    long reserve = samples - (samples * share / 100);
                    limits.Narrow(available - reserve, $"-QuotaShare {share} % of the quota ({quota.Scope}: {samples} samples) is used up.");
                }
            }
        }

        return limits;
    }

    /// <summary>Takes one submission off what is left; false where nothing is.</summary>
    public bool TryTake() => Interlocked.Decrement(ref _left) >= 0;

    private static string Describe(RateLimit quota) => quota.Samples is null
        ? $"Quota, {quota.Scope}: no limit."
        : string.Format(CultureInfo.InvariantCulture, "Quota, {0}: {1} samples in {2:0.##} hours, {3} left.", quota.Scope, quota.Samples, quota.Per?.TotalHours, quota.Available);

    private void Narrow(long left, string reason)
    {
        if (left < _left)
        {
            _left = Math.Max(0, left);
            Reason = reason;
        }
    }
}
