using System;
using System.Linq;
using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>The member <c>artifacts</c>: files by number, with gaps and in no order.</summary>
internal static class ArtifactPart
{
    public static JsonObject Build(AnalysisPlan plan)
    {
        Chance chance = plan.Draws("artifacts");
        var artifacts = new JsonObject();
        foreach (PlannedArtifact artifact in plan.Artifacts)
        {
            artifacts[Node.Key(artifact.Id)] = Element(plan, artifact, chance);
        }

        return artifacts;
    }

    private static JsonObject Element(AnalysisPlan plan, PlannedArtifact artifact, Chance chance)
    {
        bool isPacked = artifact.Kind.IsPortableExecutable || artifact.Origin == "network";
        var element = new JsonObject
        {
            ["sha256"] = artifact.Sha256,
            ["sha1"] = artifact.Sha1,
            ["md5"] = artifact.Md5,
            ["size"] = artifact.Size,
            ["entropy"] = isPacked || artifact.Id == 1 ? Math.Round(3 + (chance.Fraction() * 5), 14) : 0,
            ["type"] = artifact.Kind.Type,
            ["mime-type"] = artifact.Kind.Mime,
            ["magic-type"] = artifact.Kind.Magic,
            ["path"] = artifact.Path,
            ["origin"] = artifact.Origin,
            ["created-time"] = artifact.Origin == "submitted" ? 0 : Node.Epoch(plan.ExecutedAt.AddSeconds(chance.Between(1, 60))),
            ["created_by"] = artifact.Origin == "disk" ? Node.Numbers(AnalysisPlan.SampleProcess) : [],
            ["modified_by"] = artifact.Id == 6 ? Node.Numbers(AnalysisPlan.SampleProcess, AnalysisPlan.ShellProcess) : [],
            ["read_by"] = artifact.Id == 1 ? Node.Numbers(AnalysisPlan.ShellProcess) : [],
            ["executed_from"] = artifact.Id == 2 ? Node.Numbers(AnalysisPlan.DroppedProcess) : [],
            ["relation"] = Relation(plan, artifact),
            ["whitelist"] = new JsonArray(),
            ["antivirus"] = AntivirusPart.Build(plan, artifact, chance),
        };
        ForensicsPart.AddTo(element, plan, artifact, chance);
        return element;
    }

    private static JsonObject Relation(AnalysisPlan plan, PlannedArtifact artifact) => new()
    {
        ["contains"] = artifact.Id == 1 ? Node.Numbers(plan.Artifacts.Where(a => a.Origin == "extracted").Select(a => a.Id)) : null,
        ["extracted_from"] = artifact.Origin == "extracted" ? Node.Numbers(1) : null,
        ["network"] = artifact.Origin == "network" ? Node.Numbers(7) : null,
        ["process"] = artifact.Origin == "memory" ? Node.Numbers(AnalysisPlan.DroppedProcess) : null,
    };
}
