namespace ThreatGrid.Observables.Formats;

/// <summary>One JSON object a line, in UTF-8 without a byte order mark.</summary>
internal sealed class JsonLinesFormat : LineFormat
{
    public override string Render(Observable item) => JsonText.Line(json => ObservableJson.Write(json, item));
}
