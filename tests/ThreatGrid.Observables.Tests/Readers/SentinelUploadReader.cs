using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>Reads a body for the upload API of Microsoft Sentinel: a source and at most 100 STIX objects.</summary>
internal static class SentinelUploadReader
{
    private const int LargestBatch = 100;

    public static IReadOnlyList<JsonElement> Read(string body)
    {
        JsonElement root = StrictJson.Read(body);
        if (string.Join(",", root.EnumerateObject().Select(m => m.Name)) != "sourcesystem,stixobjects" || root.Text("sourcesystem")!.Length == 0)
        {
            throw new FormatException("A body has sourcesystem and stixobjects, no more.");
        }

        List<JsonElement> objects = [.. root.GetProperty("stixobjects").EnumerateArray()];
        objects.ForEach(StixObjectReader.Check);
        return objects.Count is > 0 and <= LargestBatch ? objects : throw new FormatException(objects.Count + " objects");
    }
}
