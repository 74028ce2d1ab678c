using System.Linq;
using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>The rows <c>data</c> of indicators. They name streams, artifacts and processes of the same analysis.</summary>
internal sealed class IndicatorRows(AnalysisPlan plan)
{
    public JsonArray Of(IndicatorData data) => data switch
    {
        IndicatorData.Request => [Request(7, plan.MainUrl), Request(11, plan.SecondUrl)],
        IndicatorData.Redirect => [Redirect()],
        IndicatorData.Domain => [Domain(plan.Domains[1])],
        IndicatorData.DnsAnswer => [DnsAnswer()],
        IndicatorData.Address => [Address(plan.Domains[1]), Address(plan.Domains[0])],
        IndicatorData.Snort => [Snort(2_024_001), Snort(2_024_107)],
        IndicatorData.Registry => [Registry()],
        IndicatorData.ManyFiles => [.. Enumerable.Range(0, 5).Select(ManyFiles)],
        IndicatorData.File => [File(Artifact("disk"))],
        IndicatorData.PeHeader => [PeHeader()],
        IndicatorData.Yara => [Yara()],
        IndicatorData.Antivirus => [Antivirus("Example AV"), Antivirus("Sample Scan")],
        IndicatorData.Process => [Process(AnalysisPlan.DroppedProcess, plan.DroppedName)],
        IndicatorData.Class => [Class()],
        IndicatorData.Script => [Script()],
        _ => [new JsonObject()],
    };

    private static JsonObject Request(int stream, string url) => new() { ["URL"] = url, ["Method"] = "GET", ["Network_Stream"] = stream };

    private JsonObject Redirect()
    {
        JsonObject row = Request(7, plan.MainUrl);
        row["Code"] = 302;
        row["Status"] = "Found";
        row["Trans_ID"] = 0;
        return row;
    }

    private static JsonObject Domain(string domain) => new()
    {
        ["Domain"] = domain,
        ["Categories"] = new JsonArray(),
        ["Security"] = Node.Texts("Malware", "Command and Control"),
    };

    private JsonObject DnsAnswer() => new()
    {
        ["Network_Stream"] = 2,
        ["Query_ID"] = 4_242,
        ["Query_Data"] = plan.Domains[1],
        ["Answer_Data"] = SharedThings.AddressOf(plan.Domains[1]),
        ["Answer_Type"] = "A",
        ["TTL"] = 60,
    };

    private static JsonObject Address(string domain) => new() { ["IP"] = SharedThings.AddressOf(domain), ["Network_Stream"] = 10 };

    private static JsonObject Snort(int rule) => new()
    {
        ["Network_Stream"] = 11,
        ["Gid"] = 1,
        ["Sid"] = rule,
        ["Rev"] = 3,
        ["Message"] = "EXAMPLE-CNC invented traffic outbound",
    };

    private JsonObject Registry() => new()
    {
        ["Process_ID"] = AnalysisPlan.DroppedProcess,
        ["Process_Name"] = plan.DroppedName,
        ["RegKey_Name"] = ProcessPart.RunKey,
        ["RegKey_Value_Name"] = "Updater",
        ["RegKey_Data"] = "C:" + plan.DroppedPath,
        ["RegKey_Data_Type"] = "SZ",
    };

    private JsonObject ManyFiles(int number) => new()
    {
        ["Process_ID"] = AnalysisPlan.SampleProcess,
        ["Process_Name"] = plan.ProgramName,
        ["Path"] = @"\Windows\System32\spool\" + plan.Facts.Sha256[..4] + Node.Key(number) + ".dat",
    };

    private static JsonObject File(PlannedArtifact artifact) => new()
    {
        ["Disk_Artifact_ID"] = artifact.Id,
        ["Path"] = artifact.Path,
        ["SHA256"] = artifact.Sha256,
        ["Size"] = artifact.Size,
        ["Filetype"] = artifact.Kind.Type,
    };

    private JsonObject PeHeader()
    {
        PlannedArtifact artifact = Artifact("memory");
        return new JsonObject
        {
            ["Artifact_ID"] = artifact.Id,
            ["Path"] = artifact.Path,
            ["Timestamp"] = plan.IsNewer ? 0L : ForensicsPart.FarFuture,
            ["Address"] = 2_141_192_192,
            ["Initial_SP"] = 184,
            ["Relocations"] = 4,
        };
    }

    private JsonObject Yara()
    {
        PlannedArtifact artifact = Artifact("disk");
        return new JsonObject
        {
            ["Artifact_ID"] = artifact.Id,
            ["Path"] = artifact.Path,
            ["SHA256"] = artifact.Sha256,
            ["Rule"] = "example_autorun_text",
            ["Description"] = "File holds the name of a registry key that starts programs.",
        };
    }

    private JsonObject Antivirus(string product)
    {
        PlannedArtifact artifact = Artifact("disk");
        return new JsonObject
        {
            ["Artifact_ID"] = artifact.Id,
            ["SHA256"] = artifact.Sha256,
            ["Antivirus_Product"] = product,
            ["Antivirus_Result"] = "Invented.Trojan.Generic",
        };
    }

    private static JsonObject Process(int id, string name) => new()
    {
        ["Process_ID"] = id,
        ["Process_Name"] = name,
        ["Command_Line"] = name + " /quiet",
    };

    private static JsonObject Class()
    {
        JsonObject row = Process(AnalysisPlan.ScriptProcess, "wmiprvse.exe");
        row["CLSID"] = "{0A1B2C3D-0001-4000-8000-00000000C0DE}";
        return row;
    }

    private JsonObject Script() => new()
    {
        ["Net_Artifact_ID"] = Artifact("network").Id,
        ["Script_Type"] = "powershell",
        ["Process_ID"] = AnalysisPlan.ScriptProcess,
        ["Process_Name"] = "powershell.exe",
        ["Command_Line"] = "powershell.exe -enc RQB4AGEAbQBwAGwAZQA=",
    };

    private PlannedArtifact Artifact(string origin) => plan.Artifacts.Last(a => a.Origin == origin);
}
