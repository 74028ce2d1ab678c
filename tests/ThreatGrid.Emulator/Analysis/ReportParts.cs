using System.Linq;
using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>The small members of <c>analysis.json</c> that no other endpoint serves.</summary>
internal static class ReportParts
{
    public static JsonObject Versions() => new()
    {
        ["version"] = 4,
        ["file"] = new JsonObject { ["html"] = 1, ["ini"] = 1, ["js"] = 2, ["lnk"] = 1, ["pdf"] = 2, ["pe"] = 3, ["rtf"] = 1, ["txt"] = 1, ["version"] = 3 },
        ["network"] = new JsonObject { ["version"] = 2 },
        ["heuristic_model"] = "invented-2024-01-01",
        ["reversing_labs"] = "1",
        ["virustotal"] = "2",
        ["yara"] = "4.0",
    };

    /// <summary>The report is written before the sample is done, and says so.</summary>
    public static JsonObject Status(AnalysisPlan plan) => new()
    {
        ["id"] = plan.Facts.Id,
        ["state"] = "proc",
        ["status"] = "Updating analysis status",
        ["md5"] = plan.Facts.Md5,
        ["sha1"] = plan.Facts.Sha1,
        ["sha256"] = plan.Facts.Sha256,
        ["original_filename"] = plan.Facts.FileName,
        ["vm"] = plan.Facts.Vm,
        ["vm_runtime"] = plan.Facts.RuntimeSeconds,
        ["ven"] = "default",
        ["playbook"] = "default",
        ["queue"] = "default",
        ["origin"] = "sandcastle",
        ["options"] = new JsonObject(),
        ["tags"] = Node.Texts(plan.Facts.Tags),
        ["ran"] = true,
        ["running_on"] = "lab-work-10",
        ["analysis_submitted_at"] = Node.Epoch(plan.Facts.SubmittedAt),
        ["analysis_started_at"] = Node.Epoch(plan.Facts.StartedAt),
        ["sample_started_at"] = Node.Exact(plan.ExecutedAt.AddMicroseconds(250_001)),
        ["done_url"] = "https://lab.example/done",
    };

    public static JsonObject Threat(AnalysisPlan plan, int score) => new()
    {
        ["threat_score"] = score,
        ["heuristic_score"] = score,
        ["heuristic_raw_score"] = (score / 100.0) - 0.5,
        ["bucket"] = plan.IsClean ? "benign" : "malicious",
    };

    public static JsonObject Domains(AnalysisPlan plan)
    {
        var domains = new JsonObject();
        foreach (string domain in plan.Domains.Distinct())
        {
            bool isBad = SharedThings.BadDomains.Contains(domain);
            bool isGood = SharedThings.GoodDomains.Contains(domain);
            domains[domain] = new JsonObject
            {
                ["status"] = isBad ? "malicious" : isGood ? "benign" : "unknown",
                ["content_categories"] = isGood ? Node.Texts("Software/Technology") : [],
                ["security_categories"] = isBad ? Node.Texts("Malware", "Command and Control") : [],
            };
        }

        return domains;
    }

    public static JsonArray ExtractedKeys(AnalysisPlan plan)
        => plan.IsClean ? [] : [new JsonObject { ["key"] = plan.Draws("key").Hex(32), ["offset"] = 4_096, ["pattern"] = "xor" }];

    public static JsonObject Disk(AnalysisPlan plan)
    {
        Chance chance = plan.Draws("disk");
        string boot = chance.Hex(64);
        JsonObject Hashes() => new() { ["md5"] = boot[..32], ["sha1"] = boot[..40], ["sha256"] = boot };
        JsonObject Partition() => new() { ["start"] = 2_048, ["size"] = 41_940_992, ["type"] = 7 };
        return new JsonObject
        {
            ["mbr"] = new JsonObject
            {
                ["changed"] = false,
                ["contents"] = new JsonObject { ["orig"] = "M8CO0A==", ["curr"] = "M8CO0A==" },
                ["hashes"] = new JsonObject { ["orig"] = Hashes(), ["curr"] = Hashes() },
            },
            ["partition_tables"] = new JsonObject
            {
                ["changed"] = false,
                ["orig"] = new JsonArray(Partition()),
                ["curr"] = new JsonArray(Partition()),
            },
        };
    }

    /// <summary>None, one or several.</summary>
    public static JsonArray Warnings(AnalysisPlan plan)
    {
        int count = plan.Draws("warnings").Below(3);
        JsonObject[] warnings =
        [
            new() { ["code"] = 101, ["title"] = "Sample Did Not Exit", ["description"] = "The sample was still running when its time was over.", ["error"] = false },
            new() { ["code"] = 207, ["title"] = "Network Capture Incomplete", ["description"] = "Some packets were lost.", ["error"] = true },
        ];
        return [.. warnings.Take(count)];
    }
}
