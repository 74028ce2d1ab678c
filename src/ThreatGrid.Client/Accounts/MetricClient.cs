using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Accounts;

/// <summary>The dashboard's numbers of one connection (section 3.8 of the API reference).</summary>
internal sealed class MetricClient(ApiClient client)
{
    /// <summary>Counts and averages of submissions, or of those that the quota refused.</summary>
    public async Task<IReadOnlyList<SubmissionMetric>> ReadAsync(MetricQuery query, CancellationToken cancellationToken)
    {
        ApiRequest request = ApiRequest.Get("/api/v3/aggregations/" + (query.IsRateLimited ? "rate-limited" : "submissions"))
            .With("visibility", query.Visibility)
            .With("span", query.Span)
            .With("buckets", query.Buckets.Count > 0 ? string.Join(",", query.Buckets) : null)
            .With("tz", query.TimeZone);
        return MetricReader.Read(await client.SendForValueAsync(request, cancellationToken).ConfigureAwait(false), client.Connection.Origin);
    }

    public async Task<ServiceHealth> HealthAsync(bool ofSubmission, CancellationToken cancellationToken)
    {
        object? value = await client.SendForValueAsync(ApiRequest.Get(ofSubmission ? "/api/v3/health/submission" : "/api/v3/health"), cancellationToken).ConfigureAwait(false);
        var health = new ServiceHealth { Scope = ofSubmission ? "Submission" : "Service", Origin = client.Connection.Origin };
        if (value is MemberDictionary members)
        {
            var record = new LooseRecord(members, client.Connection.Origin);
            health.Status = record.Text("status", "health", "state");
            return record.Complete(health);
        }

        health.Status = value?.ToString();
        return health;
    }
}
