using System.Collections.Concurrent;
using System.Text.Json;

namespace ThreatGrid.Emulator.Control;

/// <summary>What tests switch on and off, by name. README.md lists the names.</summary>
internal sealed class Settings
{
    private readonly ConcurrentDictionary<string, JsonElement> _values = new();

    public bool Flag(string name, bool otherwise = false)
        => _values.TryGetValue(name, out JsonElement value) ? value.ValueKind == JsonValueKind.True : otherwise;

    /// <summary>A number; null where it is not set.</summary>
    public long? Number(string name)
        => _values.TryGetValue(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    public string? Text(string name)
        => _values.TryGetValue(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A list of texts; null where it is not set.</summary>
    public string[]? List(string name)
        => _values.TryGetValue(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ? [.. System.Linq.Enumerable.Select(value.EnumerateArray(), v => v.ToString())]
            : null;

    public void Merge(JsonElement settings)
    {
        foreach (JsonProperty setting in settings.EnumerateObject())
        {
            _values[setting.Name] = setting.Value.Clone();
        }
    }

    public void Clear() => _values.Clear();
}
