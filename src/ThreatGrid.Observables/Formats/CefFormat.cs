using System.Globalization;
using System.Runtime.CompilerServices;

namespace ThreatGrid.Observables.Formats;

/// <summary>ArcSight Common Event Format. Its version is that of our field layout, not of the module: an update must not change a line.</summary>
internal sealed class CefFormat : LineFormat
{
    private const int LongestText = 1023;

    public override string? Refusal(Observable item)
    {
        string? field = item.Type switch { ObservableType.Url => "request", ObservableType.Domain => "dhost", _ => null };
        if (field is not null && item.Value.Length > LongestText)
        {
            return $"longer than the {LongestText} characters that {field} takes; it is never cut";
        }

        return item.Description is { Length: > LongestText } ? $"its description is longer than the {LongestText} characters that msg takes; it is never cut" : null;
    }

    [MethodImpl(HotPath.Optimized)]
    public override string Render(Observable item)
    {
        CefLine line = new CefLine("Cisco", "Threat Grid", "1.0", Vendor.Signature(item), item.Indicator ?? Vendor.EventName, Score.ToTen(item.Severity))
            .With("rt", item.UtcTicks is { } ticks ? TimeText.Milliseconds(ticks).ToString(CultureInfo.InvariantCulture) : null)
            .With("externalId", item.Id)
            .WithCustom("cs1", "indicator", item.Indicator);
        AddValue(line, item);
        return line
            .With("msg", item.Description)
            .WithCustom("cn1", "confidence", item.Confidence?.ToString(CultureInfo.InvariantCulture))
            .WithCustom("cn2", "severity", item.Severity?.ToString(CultureInfo.InvariantCulture))
            .WithCustom("cs2", "sampleId", item.SampleId)
            .WithCustom("cs3", "sampleLink", item.IndicatorLink ?? item.SampleLink)
            .ToString();
    }

    private static void AddValue(CefLine line, Observable item)
    {
        switch (item.Type)
        {
            case ObservableType.Ip when item.Value.IndexOf('/') >= 0:
                line.WithCustom("cs4", "network", item.Value);
                break;
            case ObservableType.Ip when item.Value.IndexOf(':') >= 0:
                line.WithCustom("c6a3", "Destination IPv6 Address", item.Value);
                break;
            case ObservableType.Ip:
                line.With("dst", item.Value);
                break;
            case ObservableType.Domain:
                line.With("dhost", item.Value);
                break;
            case ObservableType.Url:
                line.With("request", item.Value);
                break;
            case ObservableType.Path:
                line.With("filePath", item.Value);
                break;
            case ObservableType.RegistryKey:
                line.WithCustom("cs4", "registryKey", item.Value);
                break;
            default:
                line.With("fileHash", item.Value);
                break;
        }

        line.With("dpt", item.Port?.ToString(CultureInfo.InvariantCulture));
    }
}
