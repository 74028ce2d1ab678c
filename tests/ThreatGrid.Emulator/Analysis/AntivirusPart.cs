using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>What scanners said of an artifact. Each scanner is absent now and then.</summary>
internal static class AntivirusPart
{
    private const string Never = "0001-01-01T00:00:00Z";

    public static JsonObject Build(AnalysisPlan plan, PlannedArtifact artifact, Chance chance)
    {
        bool isBad = !plan.IsClean && (artifact.Id is 1 or 2 or 7);
        var antivirus = new JsonObject();
        if (artifact.Id != 10 || chance.OneIn(2))
        {
            antivirus["reversing_labs"] = Reputation(plan, artifact, chance, isBad);
        }

        if (artifact.Id == 1 || chance.OneIn(4))
        {
            antivirus["virustotal"] = MultiScan(plan, chance, isBad);
        }

        if (artifact.Kind.IsPortableExecutable && chance.OneIn(2))
        {
            antivirus["cognitive"] = Models(isBad);
        }

        if (isBad && chance.OneIn(2))
        {
            antivirus["ClamAV"] = new JsonObject { ["product"] = "ClamAV", ["product_version"] = "0.0.0", ["result"] = "Invented.Trojan.Generic-1", ["signature_version"] = "1" };
        }

        if (isBad && artifact.Kind.IsPortableExecutable)
        {
            antivirus["yara"] = new JsonArray(new JsonObject { ["id"] = "example_autorun_text", ["description"] = "File holds the name of a registry key that starts programs.", ["tags"] = Node.Texts("autorun") });
        }

        return antivirus;
    }

    private static JsonObject Reputation(AnalysisPlan plan, PlannedArtifact artifact, Chance chance, bool isBad)
    {
        bool isKnown = isBad || artifact.Id == 1;
        var reputation = new JsonObject
        {
            ["status"] = isBad ? "MALICIOUS" : isKnown ? "KNOWN" : "UNKNOWN",
            ["threat_name"] = isBad ? "Win32.Trojan.Invented" : string.Empty,
            ["threat_level"] = isBad ? chance.Between(1, 5) : 0,
            ["trust_factor"] = isBad ? 5 : 0,
            ["scanner_count"] = isKnown ? chance.Between(20, 50) : 0,
            ["scanner_match"] = isBad ? chance.Between(3, 20) : 0,
            ["first_seen"] = isKnown ? Node.Iso(plan.Facts.SubmittedAt.AddDays(-chance.Between(1, 400))) : plan.IsNewer ? string.Empty : Never,
            ["last_seen"] = isKnown ? Node.Iso(plan.Facts.SubmittedAt.AddHours(-chance.Between(1, 20))) : plan.IsNewer ? string.Empty : Never,
            ["query_hash"] = new JsonObject { ["sha256"] = artifact.Sha256 },
        };
        if (isBad)
        {
            reputation["classification"] = new JsonObject { ["platform"] = "Win32", ["type"] = "Trojan", ["family_name"] = "Invented" };
        }

        return reputation;
    }

    private static JsonObject MultiScan(AnalysisPlan plan, Chance chance, bool isBad)
    {
        int hits = isBad ? chance.Between(2, 40) : 0;
        return new JsonObject
        {
            ["engines"] = 70,
            ["hits"] = hits,
            ["score"] = hits * 100 / 70,
            ["scanned"] = Node.Iso(plan.Facts.SubmittedAt.AddDays(-1)),
            ["results"] = isBad ? new JsonObject { ["Example AV"] = "Invented.Trojan.Generic", ["Sample Scan"] = "Trojan/Invented" } : [],
        };
    }

    private static JsonObject Models(bool isBad) => new()
    {
        ["model_a_id"] = "invented-set-2024-01-01",
        ["model_a_malicious"] = isBad,
        ["model_b_id"] = "invented-set-2024-01-01",
        ["model_b_malicious"] = false,
        ["vectorizer_a_id"] = "invented-set-2024-01-01",
        ["vectorizer_b_id"] = "invented-set-2024-01-01",
    };
}
