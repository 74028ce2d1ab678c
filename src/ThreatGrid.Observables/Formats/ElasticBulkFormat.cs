using System.Text.Json;

namespace ThreatGrid.Observables.Formats;

/// <summary>
/// The bulk API of Elasticsearch, in the Elastic Common Schema: an action line and a document line. The id of the document is that of the row, so what is sent twice is refused with 409 and stands once in the index.
/// </summary>
internal sealed class ElasticBulkFormat(FormatOptions options) : LineFormat
{
    private const string Module = "ti_threatgrid";

    public override int LinesPerRecord => 2;

    public override string Render(Observable item)
    {
        string action = JsonText.Line(json =>
        {
            json.WriteStartObject("create");
            json.WriteString("_id", item.Id);
            json.WriteEndObject();
        });
        return action + "\n" + JsonText.Line(json => WriteDocument(json, item));
    }

    private void WriteDocument(Utf8JsonWriter json, Observable item)
    {
        string time = TimeText.Iso(item.UtcTicks ?? options.NowUtc.Ticks);
        json.WriteString("@timestamp", time);
        json.WriteStartObject("ecs");
        json.WriteString("version", "8.11.0");
        json.WriteEndObject();
        json.WriteStartObject("event");
        json.WriteString("kind", "enrichment");
        json.List("category", "threat");
        json.List("type", "indicator");
        json.WriteString("module", Module);
        json.WriteString("dataset", Module + "." + (item.Feed ?? "observable"));
        json.Number("severity", item.Severity);
        json.Text("reference", item.IndicatorLink ?? item.SampleLink);
        json.WriteEndObject();
        json.WriteStartObject("threat");
        json.WriteStartObject("feed");
        json.WriteString("name", Vendor.Source);
        json.WriteEndObject();
        WriteIndicator(json, item, time);
        json.WriteEndObject();
        json.WriteStartObject("threatgrid");
        ObservableJson.Write(json, item);
        json.WriteEndObject();
    }

    private static void WriteIndicator(Utf8JsonWriter json, Observable item, string time)
    {
        json.WriteStartObject("indicator");
        json.WriteString("type", item.Type switch
        {
            ObservableType.Ip => item.Value.IndexOf(':') >= 0 ? "ipv6-addr" : "ipv4-addr",
            ObservableType.Domain => "domain-name",
            ObservableType.Url => "url",
            ObservableType.RegistryKey => "windows-registry-key",
            _ => "file",
        });
        json.WriteString("name", item.Value);
        WriteValue(json, item);
        json.WriteString("confidence", Score.ToWord(item.Confidence));
        json.Text("description", item.Indicator ?? item.Description);
        json.WriteString("provider", Vendor.Source);
        json.Text("reference", item.IndicatorLink ?? item.SampleLink);
        json.WriteString("first_seen", time);
        json.WriteString("last_seen", time);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, Observable item)
    {
        switch (item.Type)
        {
            case ObservableType.Ip:
                json.WriteString("ip", item.Value);
                json.Number("port", item.Port);
                break;
            case ObservableType.Domain:
                json.WriteStartObject("url");
                json.WriteString("domain", item.Value);
                json.WriteEndObject();
                break;
            case ObservableType.Url:
                json.WriteStartObject("url");
                json.WriteString("full", item.Value);
                json.WriteString("domain", item.UrlParts.Host);
                json.WriteEndObject();
                break;
            case ObservableType.RegistryKey:
                json.WriteStartObject("registry");
                json.WriteString("key", item.Value);
                json.WriteEndObject();
                break;
            case ObservableType.Path:
                json.WriteStartObject("file");
                json.WriteString("path", item.Value);
                json.WriteEndObject();
                break;
            default:
                json.WriteStartObject("file");
                json.WriteStartObject("hash");
                json.WriteString(ObservableJson.TypeName(item.Type), item.Value);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
        }
    }
}
