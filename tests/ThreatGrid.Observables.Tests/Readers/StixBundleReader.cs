using System;
using System.Collections.Generic;
using System.Text.Json;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>Reads a STIX 2.1 bundle, and checks it and all that is in it.</summary>
internal static class StixBundleReader
{
    /// <summary>The indicators by their ids.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Read(string text)
    {
        JsonElement bundle = StrictJson.Read(text);
        if (bundle.Text("type") != "bundle" || bundle.TryGetProperty("spec_version", out _))
        {
            throw new FormatException("A bundle has a type, and no spec_version since 2.1.");
        }

        StixObjectReader.CheckId(bundle.Text("id"), "bundle");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var indicators = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonElement item in bundle.GetProperty("objects").EnumerateArray())
        {
            StixObjectReader.Check(item);
            string id = item.Text("id")!;
            if (!ids.Add(id))
            {
                throw new FormatException(id + " is there twice.");
            }

            if (item.Text("type") == "indicator")
            {
                indicators.Add(id, item);
            }
        }

        foreach (JsonElement indicator in indicators.Values)
        {
            CheckReference(ids, indicator.Text("created_by_ref")!);
            foreach (JsonElement marking in indicator.GetProperty("object_marking_refs").EnumerateArray())
            {
                CheckReference(ids, marking.GetString()!);
            }
        }

        return indicators;
    }

    private static void CheckReference(HashSet<string> ids, string id)
    {
        if (!ids.Contains(id))
        {
            throw new FormatException("The bundle has no " + id);
        }
    }
}
