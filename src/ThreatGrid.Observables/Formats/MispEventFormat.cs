using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace ThreatGrid.Observables.Formats;

/// <summary>A MISP event: for your own organisation only and not published, until a person decides otherwise. Only what has a high score, or comes from a curated feed, is meant for detection.</summary>
internal sealed class MispEventFormat(FormatOptions options) : DocumentFormat
{
    public override IEnumerable<IEnumerable<string>> Render(IReadOnlyList<Observable> items, ValueHistory history)
    {
        SortedDictionary<string, Observable> attributes = Unique(items, out string subject);
        yield return Event(attributes.Values, subject, history);
    }

    private IEnumerable<string> Event(ICollection<Observable> attributes, string subject, ValueHistory history)
    {
        string eventId = NamedUuid.Of("event\n" + subject);
        long? last = null;
        foreach (Observable item in attributes)
        {
            if (history.Find(item) is { } seen && (last is not { } known || seen.Last > known))
            {
                last = seen.Last;
            }
        }

        string head = JsonText.Utf8Line(json => WriteHead(json, eventId, subject, last ?? options.NowUtc.Ticks));
        yield return "{\"Event\":" + head.Substring(0, head.Length - 1) + ",\"Attribute\":[\n";
        bool isFirst = true;
        foreach (Observable item in attributes)
        {
            yield return isFirst ? string.Empty : ",\n";
            yield return JsonText.Utf8Line(json => WriteAttribute(json, item, eventId, history));
            isFirst = false;
        }

        yield return "\n]}}\n";
    }

    private void WriteHead(Utf8JsonWriter json, string eventId, string subject, long newest)
    {
        json.WriteString("uuid", eventId);
        json.WriteString("info", Vendor.Source + ": " + subject);
        json.WriteString("date", new DateTime(newest, DateTimeKind.Utc).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("timestamp", Seconds(newest));
        json.WriteString("threat_level_id", "4");
        json.WriteString("analysis", "2");
        json.WriteString("distribution", "0");
        json.WriteString("sharing_group_id", "0");
        json.WriteBoolean("published", false);
        WriteMarking(json);
    }

    /// <summary>Each value once, in a fixed order; <paramref name="subject"/> is what they are of: one sample, or a feed.</summary>
    private static SortedDictionary<string, Observable> Unique(IReadOnlyList<Observable> items, out string subject)
    {
        var unique = new SortedDictionary<string, Observable>(StringComparer.Ordinal);
        var samples = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Observable item in items)
        {
            string key = string.Join("\n", MispType(item), MispValue(item));
            if (!unique.TryGetValue(key, out Observable? known) || (IsForDetection(item) && !IsForDetection(known)))
            {
                unique[key] = item;
            }

            samples.Add(item.SampleId ?? string.Empty);
        }

        subject = samples.Count == 1 && samples.Min is { Length: > 0 } one
            ? "sample " + one
            : string.Format(CultureInfo.InvariantCulture, "{0} observables, {1}", unique.Count, NamedUuid.Of(string.Join("\n", unique.Keys)));
        return unique;
    }

    private void WriteMarking(Utf8JsonWriter json)
    {
        string word = options.Tlp switch { TlpMarking.Clear => "clear", TlpMarking.Green => "green", TlpMarking.Amber => "amber", _ => "red" };
        json.WriteStartArray("Tag");
        json.WriteStartObject();
        json.WriteString("name", "tlp:" + word);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteAttribute(Utf8JsonWriter json, Observable item, string eventId, ValueHistory history)
    {
        string type = MispType(item);
        string value = MispValue(item);
        (long first, long last) = history.Find(item) ?? (options.NowUtc.Ticks, options.NowUtc.Ticks);
        json.WriteString("uuid", NamedUuid.Of(string.Join("\n", eventId, type, value)));
        json.WriteString("type", type);
        json.WriteString("category", item.Type switch
        {
            ObservableType.Ip or ObservableType.Domain or ObservableType.Url => "Network activity",
            ObservableType.RegistryKey => "Persistence mechanism",
            _ => "Payload delivery",
        });
        json.WriteString("value", value);
        json.WriteBoolean("to_ids", IsForDetection(item));
        json.WriteString("distribution", "5");
        json.WriteString("timestamp", Seconds(last));
        json.WriteString("first_seen", TimeText.Iso(first));
        json.WriteString("last_seen", TimeText.Iso(last));
        json.Text("comment", item.Indicator ?? item.Description);
    }

    private static string MispType(Observable item) => item.Type switch
    {
        ObservableType.Ip => item.Port is null ? "ip-dst" : "ip-dst|port",
        ObservableType.Domain => "domain",
        ObservableType.Url => "url",
        ObservableType.Sha256 => "sha256",
        ObservableType.Sha1 => "sha1",
        ObservableType.Md5 => "md5",
        ObservableType.Path => "filename",
        _ => "regkey",
    };

    private static string MispValue(Observable item)
        => item.Type == ObservableType.Ip && item.Port is { } port ? item.Value + "|" + port.ToString(CultureInfo.InvariantCulture) : item.Value;

    private static bool IsForDetection(Observable item)
        => !item.IsWhitelisted && ((item.IsTrusted && item.Feed is not null) || item.HasHighScores);

    private static string Seconds(long ticks) => TimeText.Seconds(ticks).ToString(CultureInfo.InvariantCulture);
}
