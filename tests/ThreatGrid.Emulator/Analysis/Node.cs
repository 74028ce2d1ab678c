using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>Short forms for JSON and for the times in it.</summary>
internal static class Node
{
    public static JsonArray Texts(params IEnumerable<string> texts)
    {
        var array = new JsonArray();
        foreach (string text in texts)
        {
            array.Add((JsonNode)text);
        }

        return array;
    }

    public static JsonArray Numbers(params IEnumerable<int> numbers)
    {
        var array = new JsonArray();
        foreach (int number in numbers)
        {
            array.Add((JsonNode)number);
        }

        return array;
    }

    /// <summary>Compact, with all that is not ASCII escaped, as the real one writes.</summary>
    public static byte[] Write(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            node.WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static string Key(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Iso(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static string Rfc1123(DateTime time) => time.ToString("ddd, dd MMM yyyy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static long Epoch(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;

    /// <summary>Seconds since 1970 with microseconds.</summary>
    public static double Exact(DateTime time) => Math.Round((time.Ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond, 6);
}
