using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>The member <c>iocs</c>: the behavioural indicators.</summary>
internal static class IocPart
{
    public static JsonArray Build(AnalysisPlan plan)
    {
        Chance chance = plan.Draws("iocs");
        var rows = new IndicatorRows(plan);
        var iocs = new JsonArray();
        foreach (Indicator indicator in plan.Indicators)
        {
            iocs.Add((JsonNode)Element(indicator, rows.Of(indicator.Data), chance));
        }

        return iocs;
    }

    private static JsonObject Element(Indicator indicator, JsonArray rows, Chance chance)
    {
        bool truncated = indicator.Data == IndicatorData.ManyFiles;
        var element = new JsonObject
        {
            ["ioc"] = indicator.Name,
            ["title"] = indicator.Title,
            ["description"] = $"{indicator.Title}. This text is invented; it stands where the service explains what was seen and why it matters.",
            ["severity"] = indicator.Severity,
            ["confidence"] = indicator.Confidence,
            ["hits"] = truncated ? rows.Count + chance.Between(20, 400) : rows.Count,
            ["truncated"] = truncated,
            ["category"] = Node.Texts(indicator.Category),
            ["tags"] = Node.Texts(indicator.Tags),
            ["heuristic_coefficient"] = (chance.Fraction() - 0.75) * 4,
            ["data"] = rows,
        };
        if (indicator.Form != IndicatorForm.Old)
        {
            AddFlat(element, indicator);
        }

        if (indicator.Form == IndicatorForm.Nested)
        {
            element["mitre"] = Nested(indicator);
            element["analysis-envs"] = Node.Texts("win", "mac");
            element["suspected-sample-categories"] = indicator.Severity >= 95 ? Node.Texts(indicator.Category) : [];
        }

        return element;
    }

    private static void AddFlat(JsonObject element, Indicator indicator)
    {
        JsonArray tactics = [];
        JsonArray techniques = [];
        for (int i = 0; i < indicator.Mitre.Length; i += 2)
        {
            tactics.Add((JsonNode)indicator.Mitre[i]);
            techniques.Add((JsonNode)indicator.Mitre[i + 1]);
        }

        element["mitre-tactics"] = tactics;
        element["mitre-techniques"] = techniques;
        element["orbital-queries"] = indicator.Data == IndicatorData.Registry ? new JsonArray(OrbitalQuery()) : [];
    }

    private static JsonArray Nested(Indicator indicator)
    {
        JsonArray tactics = [];
        for (int i = 0; i < indicator.Mitre.Length; i += 2)
        {
            tactics.Add((JsonNode)new JsonObject
            {
                ["tactic"] = indicator.Mitre[i],
                ["techniques"] = new JsonArray(new JsonObject { ["technique"] = indicator.Mitre[i + 1], ["subtechniques"] = new JsonArray() }),
            });
        }

        return tactics;
    }

    private static JsonObject OrbitalQuery() => new()
    {
        ["query-id"] = "registry_parameterized_search",
        ["params"] = new JsonObject { ["reg_key_name"] = "RegKey_Name", ["reg_key_value"] = "RegKey_Value_Name" },
        ["values"] = new JsonArray(new JsonObject { ["reg_key_name"] = ProcessPart.RunKey, ["reg_key_value"] = "Updater" }),
    };
}
