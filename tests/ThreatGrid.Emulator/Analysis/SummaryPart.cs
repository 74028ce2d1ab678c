using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>The answers <c>summary</c> and <c>threat</c>, which count what is in the analysis.</summary>
internal static class SummaryPart
{
    public static JsonObject Summary(AnalysisPlan plan, JsonObject report)
    {
        Chance chance = plan.Draws("summary");
        var summary = new JsonObject
        {
            ["registry_count"] = report["dynamic"]!["processes"]!.AsObject().Sum(RegistryKeys),
            ["tags"] = Node.Texts(plan.Facts.Tags),
            ["stream_count"] = report["network"]!.AsObject().Count,
            ["md5"] = plan.Facts.Md5,
            ["run_start"] = Node.Iso(plan.Facts.StartedAt),
            ["run_type"] = plan.RunType,
            ["sha1"] = plan.Facts.Sha1,
            ["times_seen"] = chance.Between(1, 30),
            ["sample"] = plan.Facts.Id,
            ["filename"] = plan.Facts.FileName,
            ["sha256"] = plan.Facts.Sha256,
            ["magic_type"] = plan.SubmittedKind.Magic,
            ["run_stop"] = Node.Iso(plan.Facts.CompletedAt),
            ["last_seen"] = Node.Iso(plan.Facts.SubmittedAt),
            ["first_seen"] = Node.Iso(plan.Facts.SubmittedAt.AddDays(-chance.Below(500))),
            ["artifacts"] = ArtifactCounts(plan),
        };
        if (plan.IsNewer)
        {
            summary["iocs"] = new JsonArray([.. plan.Indicators.Select(Brief)]);
        }

        return summary;
    }

    public static JsonObject Threat(AnalysisPlan plan, int score) => new()
    {
        ["count"] = plan.Indicators.Length,
        ["max-confidence"] = plan.Indicators.Select(i => i.Confidence).DefaultIfEmpty(0).Max(),
        ["max-severity"] = plan.Indicators.Select(i => i.Severity).DefaultIfEmpty(0).Max(),
        ["bis"] = Node.Texts(plan.Indicators.Select(i => i.Name)),
        ["score"] = score,
        ["sample"] = plan.Facts.Id,
    };

    /// <summary>Origins without artifacts are left out.</summary>
    private static JsonObject ArtifactCounts(AnalysisPlan plan)
    {
        var counts = new JsonObject();
        foreach (IGrouping<string, PlannedArtifact> origin in plan.Artifacts.Where(a => a.Origin != "submitted").GroupBy(a => a.Origin))
        {
            counts[origin.Key] = origin.Count();
        }

        return counts;
    }

    private static JsonObject Brief(Indicator indicator) => new()
    {
        ["ioc"] = indicator.Name,
        ["category"] = Node.Texts(indicator.Category),
        ["confidence"] = indicator.Confidence,
        ["severity"] = indicator.Severity,
        ["score"] = indicator.Score,
        ["tags"] = Node.Texts(indicator.Tags),
    };

    private static int RegistryKeys(KeyValuePair<string, JsonNode?> process)
        => process.Value!.AsObject().Where(m => m.Key.StartsWith("registry_keys_", System.StringComparison.Ordinal)).Sum(m => m.Value!.AsArray().Count);
}
