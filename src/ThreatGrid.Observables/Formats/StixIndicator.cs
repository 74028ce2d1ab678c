using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ThreatGrid.Observables.Formats;

/// <summary>A STIX 2.1 indicator: one value, whatever samples it was seen in. Its id is made of kind and value alone.</summary>
internal sealed class StixIndicator
{
    private readonly List<Observable> _sightings;

    private StixIndicator(Observable item)
    {
        _sightings = new List<Observable>(1) { item };
        Id = "indicator--" + NamedUuid.Of(string.Join("\n", ObservableJson.TypeName(item.Type), item.Value, item.Port?.ToString(CultureInfo.InvariantCulture)));
    }

    public string Id { get; }

    private Observable Item => _sightings[0];

    /// <summary>One indicator a value, ordered by their ids.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static IReadOnlyList<StixIndicator> Of(IReadOnlyList<Observable> items)
    {
        var known = new Dictionary<(ObservableType, string, int?), StixIndicator>(items.Count);
        var all = new List<StixIndicator>(items.Count);
        foreach (Observable item in items)
        {
            (ObservableType, string, int?) key = (item.Type, item.Value, item.Port);
            if (known.TryGetValue(key, out StixIndicator? indicator))
            {
                indicator._sightings.Add(item);
            }
            else
            {
                all.Add(known[key] = new StixIndicator(item));
            }
        }

        all.Sort(static (a, b) => string.CompareOrdinal(a.Id, b.Id));
        return all;
    }

    /// <summary>Its id with the time of its last change, which makes a version.</summary>
    public string Version(ValueHistory history, FormatOptions options) => Id + " " + Seen(history, options).Last.ToString(CultureInfo.InvariantCulture);

    /// <summary>The indicator as one line of JSON.</summary>
    /// <param name="history">When the value was seen first and last.</param>
    /// <param name="options">How long it holds, and who may see it.</param>
    public string Text(ValueHistory history, FormatOptions options) => JsonText.Utf8Line(json => Write(json, history, options));

    [MethodImpl(HotPath.Optimized)]
    private void Write(Utf8JsonWriter json, ValueHistory history, FormatOptions options)
    {
        (long first, long last) = Seen(history, options);
        json.WriteString("type", "indicator");
        json.WriteString("spec_version", "2.1");
        json.WriteString("id", Id);
        json.WriteString("created_by_ref", StixCommon.IdentityId);
        json.WriteString("created", TimeText.Iso(first));
        json.WriteString("modified", TimeText.Iso(last));
        json.WriteString("name", Item.Value);
        json.Text("description", _sightings.Find(static o => o.Description is not null)?.Description);
        json.List("indicator_types", "malicious-activity");
        json.WriteString("pattern", StixPattern.Of(Item));
        json.WriteString("pattern_type", "stix");
        json.WriteString("pattern_version", "2.1");
        json.WriteString("valid_from", TimeText.Iso(first));
        json.WriteString("valid_until", TimeText.Iso(last + options.ValidFor.Ticks));
        json.Number("confidence", Confidence());
        WriteLabels(json);
        WriteReferences(json);
        json.List("object_marking_refs", StixCommon.MarkingId(options.Tlp));
    }

    private (long First, long Last) Seen(ValueHistory history, FormatOptions options) => history.Find(Item) ?? (options.NowUtc.Ticks, options.NowUtc.Ticks);

    private int? Confidence()
    {
        int? highest = null;
        foreach (Observable sighting in _sightings)
        {
            highest = sighting.Confidence is { } c && (highest is not { } known || c > known) ? c : highest;
        }

        return highest;
    }

    private void WriteLabels(Utf8JsonWriter json)
    {
        List<string> labels = Distinct(static o => o.Indicator);
        if (labels.Count == 0)
        {
            return;
        }

        json.WriteStartArray("labels");
        labels.ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }

    private void WriteReferences(Utf8JsonWriter json)
    {
        List<string> samples = Distinct(static o => o.SampleId);
        if (samples.Count == 0)
        {
            return;
        }

        json.WriteStartArray("external_references");
        foreach (string sample in samples)
        {
            json.WriteStartObject();
            json.WriteString("source_name", Vendor.Source);
            json.WriteString("external_id", sample);
            json.Text("url", _sightings.Find(o => o.SampleId == sample)!.SampleLink);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What the sightings say, each once, in a fixed order.</summary>
    private List<string> Distinct(Func<Observable, string?> read)
    {
        var all = new List<string>(_sightings.Count);
        foreach (Observable sighting in _sightings)
        {
            if (read(sighting) is { Length: > 0 } text)
            {
                all.Add(text);
            }
        }

        if (all.Count < 2)
        {
            return all;
        }

        all.Sort(StringComparer.Ordinal);
        var distinct = new List<string> { all[0] };
        foreach (string text in all)
        {
            if (text != distinct[distinct.Count - 1])
            {
                distinct.Add(text);
            }
        }

        return distinct;
    }
}
