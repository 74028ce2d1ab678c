using System;
using System.Collections.Generic;
using System.Text.Json;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>Reads one JSON object a line. To some readers other characters end a line too: none of them may be there.</summary>
internal static class JsonLinesReader
{
    private static readonly char[] OtherLineEnds = ['\r', '\u0085', '\u2028', '\u2029', '\uFEFF'];

    public static IReadOnlyList<JsonElement> Read(string text)
    {
        if (text.IndexOfAny(OtherLineEnds) >= 0 || !text.EndsWith("\n", StringComparison.Ordinal))
        {
            throw new FormatException("Lines end with LF, the last one too.");
        }

        var objects = new List<JsonElement>();
        foreach (string line in text.Substring(0, text.Length - 1).Split('\n'))
        {
            JsonElement element = StrictJson.Read(line);
            objects.Add(element.ValueKind == JsonValueKind.Object ? element : throw new FormatException("No object: " + line));
        }

        return objects;
    }
}
