using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Entities;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Tags;

/// <summary>The tags of samples and entities of one connection (section 4.9 of the API reference).</summary>
internal sealed class TagClient(ApiClient client)
{
    /// <summary>The tags of something. A list of texts is likely; objects with a name are taken too.</summary>
    public async Task<IReadOnlyList<EntityTag>> ListAsync(EntityKey key, CancellationToken cancellationToken)
    {
        object? value = await client.SendForValueAsync(ApiRequest.Get(EntityPath.Of(key) + "/tags"), cancellationToken).ConfigureAwait(false);
        object? list = value is MemberDictionary members ? members["tags"] ?? members["items"] : value;
        var tags = new List<EntityTag>();
        foreach (object? item in list is string ? [list] : list as IEnumerable<object?> ?? [])
        {
            string? tag = item as string ?? (item as MemberDictionary)?.Text("tag") ?? (item as MemberDictionary)?.Text("name");
            if (!string.IsNullOrEmpty(tag))
            {
                tags.Add(Create(key, tag!));
            }
        }

        return tags;
    }

    /// <summary>Adding a tag that is there already changes nothing, so that it may be sent twice.</summary>
    public async Task<EntityTag> AddAsync(EntityKey key, string tag, CancellationToken cancellationToken)
    {
        await client.SendAsync(new ApiRequest(HttpMethod.Post, EntityPath.Of(key) + "/tag") { IsIdempotent = true }.With("tag", tag), cancellationToken).ConfigureAwait(false);
        return Create(key, tag);
    }

    public Task RemoveAsync(EntityKey key, string tag, CancellationToken cancellationToken)
        => client.DeleteAsync(EntityPath.Of(key) + "/tag/" + Uri.EscapeDataString(tag), cancellationToken);

    private EntityTag Create(EntityKey key, string tag)
        => EntityReader.Related(new EntityTag { Tag = tag, ValueName = key.ValueName, Origin = client.Connection.Origin }, key);
}
