using System;
using System.Collections.Generic;
using System.Text.Json;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>Reads JSON as its strictest readers do: RFC 8259, each name once in its object.</summary>
internal static class StrictJson
{
    public static JsonElement Read(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement root = document.RootElement.Clone();
        CheckNames(root);
        return root;
    }

    /// <summary>The text of a member; null where it is not there.</summary>
    public static string? Text(this JsonElement element, string name)
        => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    /// <summary>The number of a member; null where it is not there.</summary>
    public static int? Number(this JsonElement element, string name)
        => element.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : null;

    private static void CheckNames(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement entry in element.EnumerateArray())
            {
                CheckNames(entry);
            }
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (!names.Add(member.Name))
            {
                throw new FormatException(member.Name + " is there twice.");
            }

            CheckNames(member.Value);
        }
    }
}
