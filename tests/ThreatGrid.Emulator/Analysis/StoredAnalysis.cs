using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using ThreatGrid.Emulator.Samples;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>
/// The one analysis of a sample, computed from its hash. All answers are cut from it, so that they agree. The report is made when
/// it is first asked for: search results show the scores of thousands of samples and need no more.
/// </summary>
internal sealed class StoredAnalysis
{
    private readonly Lazy<JsonObject> _report;

    private StoredAnalysis(AnalysisPlan plan)
    {
        Plan = plan;
        ThreatScore = plan.Indicators.Select(i => i.Score).DefaultIfEmpty(0).Max();
        Behaviors = [.. plan.Indicators.Select(i => (i.Name, i.Score, i.Title))];
        Processes = new ProcessPart(plan);
        _report = new Lazy<JsonObject>(Build);
    }

    public AnalysisPlan Plan { get; }

    public ProcessPart Processes { get; }

    /// <summary>The score of the worst indicator, 0 for clean samples.</summary>
    public int ThreatScore { get; }

    public IReadOnlyList<(string Name, int Threat, string Title)> Behaviors { get; }

    public Sightings Sightings => Sightings.Of(Plan);

    /// <summary>The metadata in the form that search results have, new each time.</summary>
    public JsonObject MetadataForSearch => MetadataPart.BuildForSearch(Plan);

    /// <summary>All of <c>analysis.json</c>. Do not change it.</summary>
    public JsonObject Report => _report.Value;

    public JsonObject Summary => SummaryPart.Summary(Plan, Report);

    public JsonObject Threat => SummaryPart.Threat(Plan, ThreatScore);

    public JsonArray Iocs => Report["iocs"]!.AsArray();

    public JsonObject Network => Report["network"]!.AsObject();

    public JsonObject Artifacts => Report["artifacts"]!.AsObject();

    public JsonObject Annotations => Report["annotations"]!.AsObject();

    public JsonObject Metadata => Report["metadata"]!.AsObject();

    public JsonArray Warnings => Report["warnings"]!.AsArray();

    public static StoredAnalysis Create(SampleFacts facts, EmulatorOptions options) => new(new AnalysisPlan(facts, options.Seed));

    private JsonObject Build()
    {
        JsonObject network = NetworkPart.Build(Plan);
        return new JsonObject
        {
            ["metadata"] = MetadataPart.Build(Plan),
            ["iocs"] = IocPart.Build(Plan),
            ["dynamic"] = new JsonObject { ["processes"] = Processes.Build(), ["extracted_keys"] = ReportParts.ExtractedKeys(Plan) },
            ["version"] = 4,
            ["versions"] = ReportParts.Versions(),
            ["status"] = ReportParts.Status(Plan),
            ["threat"] = ReportParts.Threat(Plan, ThreatScore),
            ["network"] = network,
            ["domains"] = ReportParts.Domains(Plan),
            ["artifacts"] = ArtifactPart.Build(Plan),
            ["annotations"] = AnnotationPart.Build(Plan, network),
            ["disk"] = ReportParts.Disk(Plan),
            ["warnings"] = ReportParts.Warnings(Plan),
        };
    }
}
