using System.Linq;
using System.Text.Json;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Indicators;

/// <summary>What definitions of indicators look like on the wire, newer and older ones (section 6.6 of the API reference).</summary>
internal static class IndicatorContracts
{
    public static JsonContract<IndicatorDefinition> Definition { get; } = new JsonContract<IndicatorDefinition>(() => new IndicatorDefinition())
        .Text("name", (d, v) => d.Name = v)
        .Text("title", (d, v) => d.Title = v)
        .Text("description", (d, v) => d.Description = v)
        .Text("trigger", (d, v) => d.Trigger = v)
        .List("category", (d, v) => d.Categories = v)
        .List("tags", (d, v) => d.Tags = v)
        .Integer32("severity", (d, v) => d.Severity = v)
        .Integer32("confidence", (d, v) => d.Confidence = v)
        .List("variables", (d, v) => d.Variables = v)
        .Element("links", ReadLinks)
        .AnyTime("created-at-date", (d, v) => d.CreatedTicks = v)
        .AnyTime("last-modified-date", (d, v) => d.ModifiedTicks = v)
        .AnyTime("retired-at-date", (d, v) => d.RetiredTicks = v)
        .Text("additional-info", (d, v) => d.AdditionalInformation = v)
        .Boolean("cloud-only", (d, v) => d.IsCloudOnly = v)
        .List("mitre-tactics", (d, v) => d.Tactics = v)
        .List("mitre-techniques", (d, v) => d.Techniques = v)
        .List("orbital-queries", (d, v) => d.OrbitalQueries = v)
        .IdentifiedBy(d => d.Name);

    public static JsonContract<IndicatorCategory> Category { get; } = new JsonContract<IndicatorCategory>(() => new IndicatorCategory())
        .Text("name", (c, v) => c.Name = v)
        .Text("title", (c, v) => c.Title = v)
        .Text("parent", (c, v) => c.Parent = v)
        .Text("description", (c, v) => c.Description = v)
        .IdentifiedBy(c => c.Name);

    private static bool ReadLinks(IndicatorDefinition definition, JsonElement links)
    {
        if (links.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        definition.Links = new ItemList<IndicatorReference>(LooseRecord.ListOf(JsonValues.From(links), "links", definition.Origin)
            .Select(r => r.Complete(new IndicatorReference { Title = r.Text("title"), Url = r.Text("url") })));
        return links.GetArrayLength() == definition.Links.Count;
    }
}
