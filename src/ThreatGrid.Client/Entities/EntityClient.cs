using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Entities;

/// <summary>The entities of one connection (sections 6.4 and 6.5 of the API reference).</summary>
internal sealed class EntityClient(ApiClient client)
{
    private const int PageSize = 1000;
    private const int Md5Length = 32;
    private const int Sha1Length = 40;

    private static readonly string[] SamplesPath = ["data", "samples"];
    private static readonly string[] ItemsPath = ["data", "items"];

    private Origin Origin => client.Connection.Origin;

    /// <summary>What the service says of an entity; null where it does not know it.</summary>
    public async Task<Entity?> FindAsync(EntityKey key, CancellationToken cancellationToken)
    {
        try
        {
            return EntityReader.Read(await client.SendForValueAsync(ApiRequest.Get(EntityPath.Of(key)), cancellationToken).ConfigureAwait(false), key, Origin);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <summary>The samples that met an entity, page by page.</summary>
    /// <param name="key">The entity.</param>
    /// <param name="window">Only those of a time; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<RowBatch<RelatedSample>> SamplesAsync(EntityKey key, TimeWindow? window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ApiRequest Request() => ApiRequest.Get(EntityPath.Of(key) + "/samples")
            .With("after", window is null ? null : WireTime.ToQuery(window.AfterUtc))
            .With("before", window is null ? null : WireTime.ToQuery(window.BeforeUtc));
        var pages = new UntimedPages<RelatedSample>(client, $"the samples of {key.Value}", Request, EntityContracts.Sample, SamplesPath, RowShape.AnyList);
        await foreach (RowBatch<RelatedSample> batch in pages.ReadAsync(new PagingOptions { PageSize = PageSize }, cancellationToken).ConfigureAwait(false))
        {
            foreach (RelatedSample sample in batch.Rows)
            {
                EntityReader.Related(sample, key);
            }

            yield return batch;
        }
    }

    /// <summary>What is related to an entity, other than samples.</summary>
    public async Task<IReadOnlyList<RelatedObject>> RelatedAsync(EntityKey key, EntityRelation relation, CancellationToken cancellationToken)
    {
        object? value = await client.SendForValueAsync(ApiRequest.Get(EntityPath.Of(key) + "/" + ResourceOf(relation)), cancellationToken).ConfigureAwait(false);
        return relation switch
        {
            EntityRelation.Ips => [.. EntityReader.References(value, "ips", EntityType.Ip, key, Origin)],
            EntityRelation.Domains => [.. EntityReader.References(value, "domains", EntityType.Domain, key, Origin)],
            EntityRelation.Urls => [.. EntityReader.References(value, "urls", EntityType.Url, key, Origin)],
            EntityRelation.Paths => [.. EntityReader.References(value, "paths", EntityType.Path, key, Origin)],
            EntityRelation.Artifacts => [.. EntityReader.References(value, "artifacts", EntityType.Artifact, key, Origin)],
            EntityRelation.Indicators => [.. EntityReader.Indicators(value, key, Origin)],
            EntityRelation.Flags => [.. EntityReader.Flags(value, key, Origin)],
            EntityRelation.AntivirusSignatures => [.. EntityReader.Signatures(value, key, Origin)],
            EntityRelation.Threat => [EntityReader.Threat(value, key, Origin)],
            _ => throw new ArgumentOutOfRangeException(nameof(relation)),
        };
    }

    /// <summary>What a search finds.</summary>
    public async IAsyncEnumerable<RowBatch<EntityReference>> SearchAsync(EntityType type, string? term, string query, QueryParameters parameters, PagingOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string resource = EntityPath.ResourceOf(type);
        ApiRequest Request()
        {
            ApiRequest request = ApiRequest.Get("/api/v2/search/" + resource).With("term", term).With("query", query);
            parameters.Parameters.ForEach(p => request.With(p.Key, p.Value));
            return request;
        }

        var pages = new UntimedPages<EntityReference>(client, $"the search for {resource}", Request, EntityContracts.SearchResult, ItemsPath);
        await foreach (RowBatch<EntityReference> batch in pages.ReadAsync(options, cancellationToken).ConfigureAwait(false))
        {
            foreach (EntityReference found in batch.Rows)
            {
                found.EntityType = type;
            }

            yield return batch;
        }
    }

    /// <summary>The keys under which the service has an entity. Files stand under their SHA-256, which the search finds by MD5 and SHA-1; several where the hash is weak.</summary>
    public async Task<IReadOnlyList<EntityKey>> KeysOfAsync(EntityKey key, CancellationToken cancellationToken)
    {
        string? term = key.Type != EntityType.Artifact ? null : key.Id.Length switch { Md5Length => "md5", Sha1Length => "sha1", _ => null };
        if (term is null)
        {
            return [key];
        }

        var found = new List<EntityKey>();
        await foreach (RowBatch<EntityReference> batch in SearchAsync(EntityType.Artifact, term, key.Id, new QueryParameters(), new PagingOptions { PageSize = PageSize }, cancellationToken).ConfigureAwait(false))
        {
            found.AddRange(batch.Rows.Select(r => r.Value).OfType<string>().Select(h => new EntityKey(EntityType.Artifact, h, h)));
        }

        return found;
    }

    private static string ResourceOf(EntityRelation relation) => relation switch
    {
        EntityRelation.AntivirusSignatures => "avsignatures",
        _ => relation.ToString().ToLowerInvariant(),
    };
}
