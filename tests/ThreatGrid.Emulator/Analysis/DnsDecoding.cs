using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>What is decoded of a DNS stream: queries with their answers, by number.</summary>
internal static class DnsDecoding
{
    public static JsonObject Build(AnalysisPlan plan, Chance chance)
    {
        string[] domains = plan.Domains;
        string alias = SharedThings.AliasOf(domains[0]);
        return new JsonObject
        {
            ["0"] = Exchange(chance, domains[2], "A", ("A", SharedThings.AddressOf(domains[2]))),
            ["1"] = Exchange(chance, domains[0], "A", ("CNAME", alias), ("A", SharedThings.AddressOf(domains[0]))),
            ["2"] = Exchange(chance, domains[0], "AAAA", ("CNAME", alias), ("AAAA", SharedThings.AddressOf6(domains[0]))),
            ["4"] = Exchange(chance, "wpad.localdomain.example", "A"),
            ["3"] = Exchange(chance, domains[1], "A", ("A", SharedThings.AddressOf(domains[1]))),
        };
    }

    private static JsonObject Exchange(Chance chance, string domain, string type, params (string Type, string Data)[] answers)
    {
        int id = chance.Below(65_536);
        JsonArray list = [];
        foreach ((string answerType, string data) in answers)
        {
            list.Add((JsonNode)new JsonObject { ["answer_id"] = id, ["answer_type"] = answerType, ["answer_data"] = data });
        }

        return new JsonObject
        {
            ["query"] = new JsonObject { ["query_id"] = id, ["query_data"] = domain, ["query_type"] = type },
            ["answers"] = list,
        };
    }
}
