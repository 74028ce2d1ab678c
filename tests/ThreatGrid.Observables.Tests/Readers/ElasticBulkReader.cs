using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>Reads a body of the bulk API: an action line, then the line of its document.</summary>
internal static class ElasticBulkReader
{
    private const int LongestId = 512;

    public static IReadOnlyList<(string Id, JsonElement Document)> Read(string body)
    {
        IReadOnlyList<JsonElement> lines = JsonLinesReader.Read(body);
        var documents = new List<(string, JsonElement)>();
        for (int i = 0; i < lines.Count; i += 2)
        {
            JsonProperty action = lines[i].EnumerateObject().Single();
            string id = action.Value.GetProperty("_id").GetString()!;
            if (action.Name != "create" || id.Length is 0 or > LongestId)
            {
                throw new FormatException("No create action with an id: " + lines[i]);
            }

            documents.Add((id, lines[i + 1]));
        }

        return documents;
    }
}
