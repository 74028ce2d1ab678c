using System;
using System.Collections.Generic;

namespace ThreatGrid.Observables.Formats;

/// <summary>Bodies for Microsoft Sentinel's upload API, which takes at most 100 STIX objects at once.</summary>
internal sealed class SentinelUploadFormat(FormatOptions options) : DocumentFormat
{
    private const int LargestBatch = 100;

    public override IEnumerable<IEnumerable<string>> Render(IReadOnlyList<Observable> items, ValueHistory history)
    {
        IReadOnlyList<StixIndicator> indicators = StixIndicator.Of(items);
        for (int start = 0; start < indicators.Count; start += LargestBatch)
        {
            yield return Body(indicators, start, Math.Min(start + LargestBatch, indicators.Count), history);
        }
    }

    private IEnumerable<string> Body(IReadOnlyList<StixIndicator> indicators, int start, int end, ValueHistory history)
    {
        yield return "{\"sourcesystem\":\"" + Vendor.Source + "\",\"stixobjects\":[";
        for (int i = start; i < end; i++)
        {
            yield return i > start ? "," : string.Empty;
            yield return indicators[i].Text(history, options);
        }

        yield return "]}\n";
    }
}
