using System;
using System.Collections.Generic;

namespace ThreatGrid.Observables.Formats;

/// <summary>Bodies for Microsoft Sentinel's upload API, which takes at most 100 STIX objects at once.</summary>
internal sealed class SentinelUploadFormat(FormatOptions options) : DocumentFormat
{
    private const int LargestBatch = 100;

    public override IEnumerable<string> Render(IReadOnlyList<Observable> items, ValueHistory history)
    {
        IReadOnlyList<StixIndicator> indicators = StixIndicator.Of(items);
        for (int start = 0; start < indicators.Count; start += LargestBatch)
        {
            int end = Math.Min(start + LargestBatch, indicators.Count);
            yield return JsonText.Line(json =>
            {
                json.WriteString("sourcesystem", Vendor.Source);
                json.WriteStartArray("stixobjects");
                for (int i = start; i < end; i++)
                {
                    json.WriteStartObject();
                    indicators[i].Write(json, history, options);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }) + "\n";
        }
    }
}
