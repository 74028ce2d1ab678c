using System.Collections.Generic;
using System.Text;

namespace ThreatGrid.Observables.Formats;

/// <summary>A STIX 2.1 bundle: who says it, the marking, and an indicator for each value. The same content is the same text.</summary>
internal sealed class Stix21Format(FormatOptions options) : DocumentFormat
{
    public override IEnumerable<string> Render(IReadOnlyList<Observable> items, ValueHistory history)
    {
        IReadOnlyList<StixIndicator> indicators = StixIndicator.Of(items);
        var versions = new StringBuilder("bundle");
        foreach (StixIndicator indicator in indicators)
        {
            versions.Append('\n').Append(indicator.Version(history, options));
        }

        yield return JsonText.Document(json =>
        {
            json.WriteString("type", "bundle");
            json.WriteString("id", "bundle--" + NamedUuid.Of(versions.ToString()));
            json.WriteStartArray("objects");
            json.WriteStartObject();
            StixCommon.WriteIdentity(json);
            json.WriteEndObject();
            json.WriteStartObject();
            StixCommon.WriteMarking(json, options.Tlp);
            json.WriteEndObject();
            foreach (StixIndicator indicator in indicators)
            {
                json.WriteStartObject();
                indicator.Write(json, history, options);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
