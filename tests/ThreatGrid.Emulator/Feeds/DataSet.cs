using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;

namespace ThreatGrid.Emulator.Feeds;

/// <summary>
/// Rows that a test gives, kept byte for byte so that odd JSON stays odd. Rows may be put in front or taken away while they are paged.
/// </summary>
internal sealed class DataSet
{
    private readonly Lock _lock = new();
    private readonly List<Row> _rows;
    private int _requests;
    private int _inserted;

    private DataSet(List<Row> rows) => _rows = rows;

    public static string KeyOf(string family, string name, string? date) => $"{family}/{name}/{date}";

    public static DataSet Parse(byte[] json) => new([.. Split(json).Select(Row.Parse)]);

    public List<byte[]> All()
    {
        lock (_lock)
        {
            return [.. _rows.Select(r => r.Json)];
        }
    }

    /// <summary>The rows of a request, after what happens to the set between requests.</summary>
    public List<byte[]> Select(EmulatorState state, FeedRequest request, long confidence, long severity)
    {
        lock (_lock)
        {
            _requests++;
            if (state.Settings.Number("insertEvery") is { } insert && _requests % insert == 0 && _rows.Count > 0)
            {
                _rows.Insert(0, _rows[0].Copy(++_inserted));
            }

            if (state.Settings.Number("removeEvery") is { } remove && _requests % remove == 0 && _rows.Count > 0)
            {
                _rows.RemoveAt(0);
            }

            List<Row> rows = _rows.FindAll(r =>
                (r.Time is not { } time || request.Holds(time))
                && (r.Confidence is not { } c || c >= confidence)
                && (r.Severity is not { } s || s >= severity));
            switch (state.Settings.Text("order"))
            {
                case "desc":
                    rows.Reverse();
                    break;
                case "random":
                    Random.Shared.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
                    break;
            }

            return rows.ConvertAll(r => r.Json);
        }
    }

    /// <summary>The elements of an array, cut out at byte level.</summary>
    private static List<byte[]> Split(byte[] json)
    {
        var elements = new List<byte[]>();
        int depth = 0;
        bool inText = false;
        int start = -1;
        for (int i = 0; i < json.Length; i++)
        {
            byte b = json[i];
            if (inText)
            {
                if (b == '\\')
                {
                    i++;
                }
                else if (b == '"')
                {
                    inText = false;
                }

                continue;
            }

            switch (b)
            {
                case (byte)'"':
                    inText = true;
                    start = depth == 1 && start < 0 ? i : start;
                    break;
                case (byte)'[' or (byte)'{':
                    start = depth == 1 && start < 0 ? i : start;
                    depth++;
                    break;
                case (byte)']' or (byte)'}':
                    depth--;
                    if (depth == 0 && start >= 0)
                    {
                        elements.Add(json[start..i]);
                    }

                    break;
                case (byte)',' when depth == 1:
                    elements.Add(json[start..i]);
                    start = -1;
                    break;
                default:
                    start = depth == 1 && start < 0 && b > ' ' ? i : start;
                    break;
            }
        }

        return elements;
    }

    private sealed record Row(byte[] Json, DateTime? Time, long? Confidence, long? Severity)
    {
        public static Row Parse(byte[] json)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(json);
                JsonElement row = document.RootElement;
                return row.ValueKind == JsonValueKind.Object
                    ? new Row(json, ReadTime(row, "timestamp") ?? ReadTime(row, "ts"), ReadNumber(row, "confidence"), ReadNumber(row, "severity"))
                    : new Row(json, null, null, null);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                return new Row(json, null, null, null);
            }
        }

        /// <summary>The same row of another sample.</summary>
        public Row Copy(int number)
        {
            string text = Encoding.UTF8.GetString(Json);
            int at = text.IndexOf("\"sample_id\":\"", StringComparison.Ordinal);
            return at < 0 ? this : this with { Json = Encoding.UTF8.GetBytes(text[..(at + 13)] + number.ToString("x32", CultureInfo.InvariantCulture) + text[(at + 45)..]) };
        }

        private static DateTime? ReadTime(JsonElement row, string name)
            => row.TryGetProperty(name, out JsonElement value)
                && value.ValueKind == JsonValueKind.String
                && DateTime.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out DateTime time)
                ? time
                : null;

        private static long? ReadNumber(JsonElement row, string name)
            => row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;
    }
}
