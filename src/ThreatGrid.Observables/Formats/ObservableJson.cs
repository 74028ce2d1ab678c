using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ThreatGrid.Observables.Formats;

/// <summary>An observable with all its members, in the names that its properties have, in lower case with underscores.</summary>
internal static class ObservableJson
{
    [MethodImpl(HotPath.Optimized)]
    public static void Write(Utf8JsonWriter json, Observable item)
    {
        json.Text("timestamp", item.UtcTicks is { } ticks ? UtcTime.Text(ticks) : null);
        json.Text("type", TypeName(item.Type));
        json.WriteString("value", item.Value);
        json.Text("unicode", item.Unicode == item.Value ? null : item.Unicode);
        json.Text("raw_value", item.RawValue == item.Value ? null : item.RawValue);
        json.Number("port", item.Port);
        json.Text("indicator", item.Indicator);
        json.Number("severity", item.Severity);
        json.Number("confidence", item.Confidence);
        json.Text("description", item.Description);
        json.Text("feed", item.Feed);
        json.Text("sample_id", item.SampleId);
        json.Text("sample_sha256", item.SampleSha256);
        json.Text("sample_link", item.SampleLink);
        json.Text("indicator_link", item.IndicatorLink);
        json.Text("connection", item.Connection);
        json.WriteString("id", item.Id);
    }

    public static string TypeName(ObservableType type) => type switch
    {
        ObservableType.Ip => "ip",
        ObservableType.Domain => "domain",
        ObservableType.Url => "url",
        ObservableType.Sha256 => "sha256",
        ObservableType.Sha1 => "sha1",
        ObservableType.Md5 => "md5",
        ObservableType.Path => "path",
        _ => "registry_key",
    };
}
