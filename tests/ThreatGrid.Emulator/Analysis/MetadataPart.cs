using System;
using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>The member <c>metadata</c>, and the other form that it has in search results.</summary>
internal static class MetadataPart
{
    public static JsonObject Build(AnalysisPlan plan) => new()
    {
        ["malware_desc"] = new JsonArray(File(plan, withSize: true)),
        ["general_details"] = General(plan, time => Node.Epoch(time), hidden: false),
        ["sandcastle_env"] = Environment(plan, time => Node.Epoch(time), hidden: false),
    };

    /// <summary>Times are texts, but for one; samples of others do not tell where they ran.</summary>
    public static JsonObject BuildForSearch(AnalysisPlan plan)
    {
        bool hidden = !plan.Facts.IsOwnOrganization;
        return new JsonObject
        {
            ["general_details"] = General(plan, time => Node.Iso(time), hidden),
            ["sandcastle_env"] = Environment(plan, time => Node.Iso(time), hidden),
            ["analyzed_file"] = File(plan, plan.IsNewer),
            ["submitted_file"] = File(plan, plan.IsNewer),
            ["malware_desc"] = new JsonArray(File(plan, withSize: true)),
        };
    }

    private static JsonObject General(AnalysisPlan plan, Func<DateTime, JsonNode> time, bool hidden) => new()
    {
        ["report_created"] = time(plan.Facts.CompletedAt.AddSeconds(1)),
        ["sandbox_version"] = "pilot-d",
        ["sandbox_id"] = hidden ? "-" : "lab-work-" + Node.Key(plan.Draws("worker").Between(10, 99)),
    };

    private static JsonObject Environment(AnalysisPlan plan, Func<DateTime, JsonNode> time, bool hidden)
    {
        Machine machine = Machine.Of(plan.Facts.Vm);
        return new JsonObject
        {
            ["controlsubject"] = hidden ? "-" : machine.ControlSubject,
            ["vm"] = plan.Facts.Vm,
            ["vm_id"] = plan.Facts.Id,
            ["sample_executed"] = Node.Epoch(plan.ExecutedAt),
            ["analysis_start"] = time(plan.Facts.StartedAt),
            ["analysis_end"] = time(plan.Facts.CompletedAt),
            ["analysis_features"] = new JsonArray(),
            ["display_name"] = machine.DisplayName,
            ["run_time"] = plan.Facts.RuntimeSeconds,
            ["sandcastle"] = hidden ? "-" : "3.5.90.18200.0a1b2c3d4-1",
            ["current_os"] = machine.CurrentOs,
        };
    }

    private static JsonObject File(AnalysisPlan plan, bool withSize)
    {
        var file = new JsonObject
        {
            ["md5"] = plan.Facts.Md5,
            ["sha1"] = plan.Facts.Sha1,
            ["sha256"] = plan.Facts.Sha256,
            ["filename"] = plan.Facts.FileName,
            ["type"] = plan.RunType,
            ["magic"] = plan.SubmittedKind.Magic,
        };
        if (withSize)
        {
            file["size"] = plan.Facts.Size;
        }

        return file;
    }
}
