using System.Collections.Generic;
using System.Text;

namespace ThreatGrid.Observables.Formats;

/// <summary>A STIX 2.1 bundle: who says it, the marking, and an indicator for each value, one object a line. The same content is the same text.</summary>
internal sealed class Stix21Format(FormatOptions options) : DocumentFormat
{
    public override IEnumerable<IEnumerable<string>> Render(IReadOnlyList<Observable> items, ValueHistory history)
    {
        yield return Bundle(StixIndicator.Of(items), history);
    }

    private IEnumerable<string> Bundle(IReadOnlyList<StixIndicator> indicators, ValueHistory history)
    {
        var versions = new StringBuilder("bundle");
        foreach (StixIndicator indicator in indicators)
        {
            versions.Append('\n').Append(indicator.Version(history, options));
        }

        yield return "{\"type\":\"bundle\",\"id\":\"bundle--" + NamedUuid.Of(versions.ToString()) + "\",\"objects\":[\n";
        yield return JsonText.Utf8Line(StixCommon.WriteIdentity) + ",\n";
        yield return JsonText.Utf8Line(json => StixCommon.WriteMarking(json, options.Tlp));
        foreach (StixIndicator indicator in indicators)
        {
            yield return ",\n";
            yield return indicator.Text(history, options);
        }

        yield return "\n]}\n";
    }
}
