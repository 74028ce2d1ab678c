using System.Linq;
using System.Text.Json;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Entities;

/// <summary>What lists of entities and of their samples look like on the wire (sections 6.4 and 6.5 of the API reference).</summary>
internal static class EntityContracts
{
    public static JsonContract<RelatedSample> Sample { get; } = new JsonContract<RelatedSample>(() => new RelatedSample())
        .Text("sample", (s, v) => s.SampleId = v)
        .Text("sha256", (s, v) => s.Sha256 = v)
        .Text("filename", (s, v) => s.FileName = v)
        .Time("timestamp", (s, v) => s.TimestampTicks = v)
        .Boolean("private", (s, v) => s.IsPrivate = v)
        .Text("login", (s, v) => s.Login = v, shared: true)
        .Text("owner", (s, v) => s.Owner = v, shared: true)
        .Text("relation", (s, v) => s.Relation = v, shared: true)
        .Element("iocs", ReadIndicators);

    public static JsonContract<EntityReference> SearchResult { get; } = new JsonContract<EntityReference>(() => new EntityReference())
        .Text("result", (r, v) => r.Value = v)
        .Text("sample", (r, v) => r.Value ??= v);

    private static bool ReadIndicators(RelatedSample sample, JsonElement iocs)
    {
        sample.Indicators = new ItemList<RelatedIndicator>(
            LooseRecord.ListOf(JsonValues.From(iocs), "iocs", sample.Origin).Where(r => r.Members.Count > 0).Select(r => r.Complete(EntityReader.Indicator(r))));
        return iocs.ValueKind == JsonValueKind.Array && iocs.GetArrayLength() == sample.Indicators.Count;
    }
}
