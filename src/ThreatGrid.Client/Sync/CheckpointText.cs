using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using ThreatGrid.Sync;

namespace ThreatGrid.Client.Sync;

/// <summary>A checkpoint as JSON. Rows and values are kept as eight bytes each with their times.</summary>
internal static class CheckpointText
{
    /// <summary>The version of the file's form. A later one is not read.</summary>
    public const int Format = 1;

    private const int PairLength = 16;

    public static void Write(Checkpoint checkpoint, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteNumber("generation", checkpoint.Generation);
        json.WriteString("server", checkpoint.Server);
        if (checkpoint.Sink is { } sink)
        {
            json.WriteStartObject("file");
            json.WriteString("target", sink.Target);
            json.WriteString("path", sink.Path);
            json.WriteNumber("length", sink.Length);
            json.WriteNumber("number", sink.Number);
            json.WriteEndObject();
        }

        json.WriteStartObject("feeds");
        foreach (KeyValuePair<string, FeedState> feed in checkpoint.Feeds)
        {
            json.WriteStartObject(feed.Key);
            json.WriteString("filter", feed.Value.Filter);
            json.WriteString("since", UtcTime.Text(feed.Value.SinceTicks));
            json.WriteString("position", UtcTime.Text(feed.Value.PositionTicks));
            json.WriteString("remembered_from", UtcTime.Text(feed.Value.RememberedFromTicks));
            json.WriteNumber("row_count", feed.Value.Rows.Count);
            json.WriteBase64String("rows", Pack(feed.Value.Rows));
            json.WriteNumber("value_count", feed.Value.Values.Count);
            json.WriteBase64String("values", Pack(feed.Value.Values));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="CheckpointException">A later version of the module wrote it.</exception>
    /// <exception cref="FormatException">It is none, or damaged.</exception>
    public static Checkpoint Read(byte[] bytes, string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            int format = root.GetProperty("format").GetInt32();
            if (format > Format)
            {
                throw new CheckpointException(
                    CheckpointProblem.Newer,
                    path,
                    $"The checkpoint '{path}' was written by a later version of this module (form {format}, known is {Format}).",
                    "Update the module here, or use another checkpoint.");
            }

            var checkpoint = new Checkpoint(Text(root, "server")) { Generation = root.GetProperty("generation").GetInt64() };
            if (root.TryGetProperty("file", out JsonElement file))
            {
                checkpoint.Sink = new SinkState(
                    Text(file, "target"),
                    Text(file, "path"),
                    file.GetProperty("length").GetInt64(),
                    file.GetProperty("number").GetInt32());
                if (checkpoint.Sink.Length < 0 || checkpoint.Sink.Number < 0)
                {
                    throw new FormatException("A file has no negative length or number.");
                }
            }

            foreach (JsonProperty feed in root.GetProperty("feeds").EnumerateObject())
            {
                checkpoint.Feeds[feed.Name] = ReadFeed(feed.Value);
            }

            return checkpoint;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static FeedState ReadFeed(JsonElement feed)
    {
        var state = new FeedState(Text(feed, "filter"), Ticks(feed, "since"))
        {
            PositionTicks = Ticks(feed, "position"),
            RememberedFromTicks = Ticks(feed, "remembered_from"),
        };
        if (state.SinceTicks < TimeSpan.TicksPerSecond || state.SinceTicks > state.RememberedFromTicks || state.RememberedFromTicks > state.PositionTicks)
        {
            throw new FormatException("Its times contradict each other.");
        }

        Unpack(feed.GetProperty("rows").GetBytesFromBase64(), feed.GetProperty("row_count").GetInt32(), state.Rows);
        Unpack(feed.GetProperty("values").GetBytesFromBase64(), feed.GetProperty("value_count").GetInt32(), state.Values);
        return state;
    }

    private static byte[] Pack(Dictionary<ulong, long> map)
    {
        var bytes = new byte[map.Count * PairLength];
        int at = 0;
        foreach (KeyValuePair<ulong, long> entry in map)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), entry.Key);
            System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at + 8), entry.Value);
            at += PairLength;
        }

        return bytes;
    }

    private static void Unpack(byte[] bytes, int count, Dictionary<ulong, long> map)
    {
        if (bytes.Length != (long)count * PairLength)
        {
            throw new FormatException($"{count} entries are announced, and there are {bytes.Length / PairLength}.");
        }

        for (int at = 0; at < bytes.Length; at += PairLength)
        {
            map[System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at))] = System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at + 8));
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException($"Its '{name}' is missing.");

    private static long Ticks(JsonElement element, string name)
        => DateTime.ParseExact(Text(element, name), UtcTime.Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal).Ticks;
}
