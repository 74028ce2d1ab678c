using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace ThreatGrid.Emulator.Entities;

/// <summary>The tags of entities, by resource and key. Those of samples stand on the samples.</summary>
internal sealed class TagStore
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> _tags = new();

    public IReadOnlyList<string> Of(string entity) => _tags.TryGetValue(entity, out ConcurrentDictionary<string, byte>? tags) ? [.. tags.Keys.Order()] : [];

    public void Add(string entity, string tag) => _tags.GetOrAdd(entity, _ => new ConcurrentDictionary<string, byte>())[tag] = 0;

    public bool Remove(string entity, string tag) => _tags.TryGetValue(entity, out ConcurrentDictionary<string, byte>? tags) && tags.TryRemove(tag, out _);

    public void Clear() => _tags.Clear();
}
