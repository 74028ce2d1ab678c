using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace ThreatGrid.Observables.Formats;

/// <summary>A STIX 2.1 indicator: one value, whatever samples it was seen in. Its id is made of kind and value alone.</summary>
internal sealed class StixIndicator
{
    private readonly Observable _item;
    private readonly SortedSet<string> _labels = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string?> _samples = new(StringComparer.Ordinal);
    private string? _description;
    private int? _confidence;

    private StixIndicator(Observable item)
    {
        _item = item;
        Id = "indicator--" + NamedUuid.Of(string.Join("\n", ObservableJson.TypeName(item.Type), item.Value, item.Port?.ToString(CultureInfo.InvariantCulture)));
    }

    public string Id { get; }

    /// <summary>One indicator a value, ordered by their ids.</summary>
    public static IReadOnlyList<StixIndicator> Of(IEnumerable<Observable> items)
    {
        var all = new SortedDictionary<string, StixIndicator>(StringComparer.Ordinal);
        foreach (Observable item in items)
        {
            var indicator = new StixIndicator(item);
            if (!all.TryGetValue(indicator.Id, out StixIndicator? known))
            {
                all[indicator.Id] = known = indicator;
            }

            known.Take(item);
        }

        return [.. all.Values];
    }

    /// <summary>Writes its members.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="history">When the value was seen first and last.</param>
    /// <param name="options">How long it holds, and who may see it.</param>
    public void Write(Utf8JsonWriter json, ValueHistory history, FormatOptions options)
    {
        (long first, long last) = Seen(history, options);
        json.WriteString("type", "indicator");
        json.WriteString("spec_version", "2.1");
        json.WriteString("id", Id);
        json.WriteString("created_by_ref", StixCommon.IdentityId);
        json.WriteString("created", TimeText.Iso(first));
        json.WriteString("modified", TimeText.Iso(last));
        json.WriteString("name", _item.Value);
        json.Text("description", _description);
        json.List("indicator_types", "malicious-activity");
        json.WriteString("pattern", StixPattern.Of(_item));
        json.WriteString("pattern_type", "stix");
        json.WriteString("pattern_version", "2.1");
        json.WriteString("valid_from", TimeText.Iso(first));
        json.WriteString("valid_until", TimeText.Iso(last + options.ValidFor.Ticks));
        json.Number("confidence", _confidence);
        WriteLists(json);
        json.List("object_marking_refs", StixCommon.MarkingId(options.Tlp));
    }

    /// <summary>Its id with the time of its last change, which makes a version.</summary>
    public string Version(ValueHistory history, FormatOptions options) => Id + " " + TimeText.Iso(Seen(history, options).Last);

    private (long First, long Last) Seen(ValueHistory history, FormatOptions options) => history.Find(_item) ?? (options.NowUtc.Ticks, options.NowUtc.Ticks);

    private void Take(Observable item)
    {
        if (item.Indicator is { Length: > 0 } label)
        {
            _labels.Add(label);
        }

        if (item.SampleId is { Length: > 0 } sample)
        {
            _samples[sample] = item.SampleLink;
        }

        _description ??= item.Description;
        _confidence = item.Confidence is { } c && (_confidence is not { } known || c > known) ? c : _confidence;
    }

    private void WriteLists(Utf8JsonWriter json)
    {
        if (_labels.Count > 0)
        {
            json.WriteStartArray("labels");
            foreach (string label in _labels)
            {
                json.WriteStringValue(label);
            }

            json.WriteEndArray();
        }

        if (_samples.Count == 0)
        {
            return;
        }

        json.WriteStartArray("external_references");
        foreach (KeyValuePair<string, string?> sample in _samples)
        {
            json.WriteStartObject();
            json.WriteString("source_name", Vendor.Source);
            json.WriteString("external_id", sample.Key);
            json.Text("url", sample.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
