using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;
using ThreatGrid.Client.Samples;

namespace ThreatGrid.Client.Entities;

/// <summary>Puts together what the service knows of an entity: its samples, their worst score and indicators, of an address its network.</summary>
internal sealed class ContextReader(ApiClient client)
{
    /// <summary>Reads it.</summary>
    /// <param name="key">The entity.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<EntityContext> ReadAsync(EntityKey key, CancellationToken cancellationToken)
    {
        var entities = new EntityClient(client);
        var context = new EntityContext();
        var samples = new Dictionary<string, RelatedSample>(StringComparer.OrdinalIgnoreCase);
        foreach (EntityKey one in await entities.KeysOfAsync(key, cancellationToken).ConfigureAwait(false))
        {
            if (key.Type == EntityType.Ip && await entities.FindAsync(one, cancellationToken).ConfigureAwait(false) is IpEntity ip)
            {
                (context.IsKnown, context.Asn, context.AsnOrganization) = (true, ip.Asn, ip.AsnOrganization);
            }

            context.IsKnown |= await AddSamplesAsync(entities, one, samples, cancellationToken).ConfigureAwait(false);
        }

        context.SampleCount = samples.Count;
        if (samples.Count > 0)
        {
            Summarize(context, samples.Values);
            context.HighestScore = await HighestScoreAsync(key, samples, cancellationToken).ConfigureAwait(false);
        }

        return context;
    }

    private static async Task<bool> AddSamplesAsync(EntityClient entities, EntityKey key, Dictionary<string, RelatedSample> samples, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (RowBatch<RelatedSample> batch in entities.SamplesAsync(key, null, cancellationToken).ConfigureAwait(false))
            {
                foreach (RelatedSample sample in batch.Rows)
                {
                    samples[sample.SampleId ?? string.Empty] = sample;
                }
            }

            return samples.Count > 0;
        }
        catch (NotFoundException)
        {
            return false;
        }
    }

    private static void Summarize(EntityContext context, ICollection<RelatedSample> samples)
    {
        RelatedSample last = samples.OrderByDescending(s => s.TimestampTicks ?? 0).First();
        context.LastSeenTicks = last.TimestampTicks;
        context.SampleLink = last.SampleLink;
        context.HighestSeverity = samples.Max(s => s.HighestSeverity);
        context.Indicators = new TextList(samples.SelectMany(s => s.Indicators)
            .GroupBy(i => i.Indicator ?? string.Empty, StringComparer.Ordinal)
            .OrderByDescending(g => g.Max(i => i.Severity) ?? -1)
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.Key));
    }

    /// <summary>The samples of an entity carry no score. The search does, worst first; what it finds beside them does not count.</summary>
    private async Task<int?> HighestScoreAsync(EntityKey key, Dictionary<string, RelatedSample> samples, CancellationToken cancellationToken)
    {
        RowPage<SampleSearchResult> worst = await new SampleClient(client).SearchOnceAsync(key.Value, ownOnly: false, cancellationToken, sortBy: "threat").ConfigureAwait(false);
        return worst.Rows.Where(r => r.SampleId is not null && samples.ContainsKey(r.SampleId)).Max(r => r.ThreatScore);
    }
}
