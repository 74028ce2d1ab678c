using System.Globalization;

namespace ThreatGrid.Observables.Formats;

/// <summary>Events for Splunk's HTTP Event Collector: one JSON object after the other.</summary>
internal sealed class SplunkHecFormat(FormatOptions options) : LineFormat
{
    public override string Render(Observable item) => JsonText.Line(json =>
    {
        long milliseconds = TimeText.Milliseconds(item.UtcTicks ?? options.NowUtc.Ticks);
        json.WritePropertyName("time");
        json.WriteRawValue(string.Format(CultureInfo.InvariantCulture, "{0}.{1:000}", milliseconds / 1000, milliseconds % 1000));
        json.Text("host", item.Connection);
        json.WriteString("source", "threatgrid");
        json.WriteString("sourcetype", "threatgrid:" + (item.Feed ?? "observable"));
        json.WriteStartObject("event");
        ObservableJson.Write(json, item);
        json.WriteEndObject();
    });
}
