using System.Linq;
using System.Text;
using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>Three old downloads. Only their names are on record, and that one of them is not JSON; what is in them is made up.</summary>
internal static class Timelines
{
    public static byte[] Processes(StoredAnalysis analysis)
        => Node.Write(new JsonArray([.. Enumerable.Range(0, analysis.Processes.Count).Select(n => Event(analysis.Processes.At(n)))]));

    public static byte[] Timeline(StoredAnalysis analysis)
    {
        AnalysisPlan plan = analysis.Plan;
        return Node.Write(new JsonObject
        {
            ["sample"] = plan.Facts.Id,
            ["events"] = new JsonArray(
                new JsonObject { ["ts"] = Node.Epoch(plan.Facts.StartedAt), ["event"] = "analysis_start" },
                new JsonObject { ["ts"] = Node.Epoch(plan.ExecutedAt), ["event"] = "sample_executed" },
                new JsonObject { ["ts"] = Node.Epoch(plan.Facts.CompletedAt), ["event"] = "analysis_end" }),
        });
    }

    /// <summary>The real one was found to be invalid.</summary>
    public static byte[] Registry(StoredAnalysis analysis)
    {
        byte[] key = Node.Write(new JsonObject { ["name"] = ProcessPart.RunKey, ["sample"] = analysis.Plan.Facts.Id });
        return [.. Encoding.ASCII.GetBytes("{\"keys\":[\n"), .. key, (byte)'\n', .. key, .. Encoding.ASCII.GetBytes(",\n]}\n")];
    }

    private static JsonObject Event((int Id, JsonObject Process) process) => new()
    {
        ["id"] = process.Id,
        ["pid"] = process.Process["pid"]!.DeepClone(),
        ["process_name"] = process.Process["process_name"]!.DeepClone(),
        ["time"] = process.Process["time"]!.DeepClone(),
        ["event"] = process.Process["new"]!.GetValue<bool>() ? "created" : "running",
    };
}
