using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ThreatGrid.Observables.Formats;

/// <summary>QRadar's Log Event Extended Format 2.0, with the tabulator that its header names between the attributes.</summary>
internal sealed class LeefFormat : LineFormat
{
    [MethodImpl(HotPath.Optimized)]
    public override string Render(Observable item)
    {
        var line = new StringBuilder("LEEF:2.0|Cisco|Threat Grid|1.0|").Append(Field(Vendor.Signature(item))).Append("|x09|");
        Add(line, "devTime", item.UtcTicks is { } ticks ? TimeText.Iso(ticks) : null);
        Add(line, "devTimeFormat", item.UtcTicks is null ? null : "yyyy-MM-dd'T'HH:mm:ss.SSSX");

        // The scale begins at 1.
        int severity = Score.ToTen(item.Severity);
        Add(line, "sev", (severity < 1 ? 1 : severity).ToString(CultureInfo.InvariantCulture));
        Add(line, "cat", item.Indicator ?? item.Feed);
        Add(line, ValueKey(item), item.Value);
        Add(line, "dstPort", item.Port?.ToString(CultureInfo.InvariantCulture));
        Add(line, "indicator", item.Indicator);
        Add(line, "severity", item.Severity?.ToString(CultureInfo.InvariantCulture));
        Add(line, "confidence", item.Confidence?.ToString(CultureInfo.InvariantCulture));
        Add(line, "description", item.Description);
        Add(line, "sampleId", item.SampleId);
        Add(line, "sampleLink", item.IndicatorLink ?? item.SampleLink);
        Add(line, "externalId", item.Id);
        return line.ToString();
    }

    private static string ValueKey(Observable item) => item.Type switch
    {
        ObservableType.Ip when item.Value.IndexOf('/') >= 0 => "network",
        ObservableType.Ip => "dst",
        ObservableType.Domain => "domain",
        ObservableType.Url => "url",
        ObservableType.Path => "filePath",
        ObservableType.RegistryKey => "registryKey",
        _ => "fileHash",
    };

    [MethodImpl(HotPath.Optimized)]
    private static void Add(StringBuilder line, string key, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        line.Append(line[line.Length - 1] == '|' ? string.Empty : "\t").Append(key).Append('=').Append(OneLine(value!));
    }

    private static string Field(string text) => OneLine(text).Replace('|', '_');

    private static string OneLine(string text) => text.Replace("\r\n", " ").Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ');
}
