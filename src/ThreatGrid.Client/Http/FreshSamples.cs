using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.Client.Http;

/// <summary>
/// Samples that this connection has just submitted or seen finish. For a while the server may not know them yet, or not have their
/// analysis: then "not there" means "not yet" (section 4.3 of the API reference).
/// </summary>
internal sealed class FreshSamples
{
    private const int MaximumTries = 6;
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, DateTime> _since = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string sampleId) => _since[sampleId] = DateTime.UtcNow;

    /// <summary>False where the connection knows the sample already: of two that look for a lost one, only the first gets it.</summary>
    public bool TryAdd(string sampleId) => _since.TryAdd(sampleId, DateTime.UtcNow);

    public bool Contains(string sampleId) => _since.TryGetValue(sampleId, out DateTime since) && DateTime.UtcNow - since < Freshness;

    /// <summary>Runs a read of a sample, again for a while where the sample is fresh and the server says it is not there.</summary>
    public async Task<T> RunAsync<T>(string sampleId, ApiClient client, Func<Task<T>> read, CancellationToken cancellationToken)
    {
        TimeSpan wait = client.Connection.RetryInterval;
        for (int i = 1; ; i++)
        {
            try
            {
                return await read().ConfigureAwait(false);
            }
            catch (NotFoundException) when (i < MaximumTries && Contains(sampleId))
            {
                client.Observer.Verbose($"Sample {sampleId} is new; the server does not have it yet. Asking again in {wait.TotalSeconds:0.0} s.");
                await Task.Delay(wait, cancellationToken).ConfigureAwait(false);
                wait += wait;
            }
        }
    }
}
