using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Analysis;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Indicators;

/// <summary>The catalogue of indicators and their categories (section 6.6): those that analyses draw from, one of them retired.</summary>
internal static class IndicatorEndpoints
{
    private static readonly Indicator[] All = [.. IndicatorCatalogue.Always, .. IndicatorCatalogue.Sometimes];

    public static void Map(WebApplication app, EmulatorState state)
    {
        app.MapGet("/api/v3/indicators", context => ListAnswer.WriteAsync(context, state, "indicators", All, Write));
        app.MapGet("/api/v3/indicators/{name}", (HttpContext context, string name) => OneAsync(context, state, "indicator", Array.Find(All, i => i.Name == name), Write));
        app.MapGet("/api/v3/indicator-categories", context => ListAnswer.WriteAsync(context, state, "categories", Categories(), WriteCategory));
        app.MapGet("/api/v3/indicator-categories/{name}", (HttpContext context, string name) => OneAsync(context, state, "category", Categories().FirstOrDefault(c => c == name), WriteCategory));
    }

    private static IEnumerable<string> Categories() => All.Select(i => i.Category).Distinct().OrderBy(c => c, StringComparer.Ordinal);

    private static Task OneAsync<T>(HttpContext context, EmulatorState state, string wrapper, T? item, Action<Utf8JsonWriter, T> write)
        where T : class
        => item is null
            ? ApiAnswer.WriteErrorAsync(context, 404, "The requested resource was not found.")
            : ApiAnswer.WriteAsync(context, state, 3, json =>
            {
                json.WriteStartObject();
                json.WritePropertyName(wrapper);
                write(json, item);
                json.WriteEndObject();
            });

    private static void Write(Utf8JsonWriter json, Indicator indicator)
    {
        json.WriteStartObject();
        json.WriteString("name", indicator.Name);
        json.WriteString("title", indicator.Title);
        json.WriteString("description", $"What \"{indicator.Title}\" means; with a line break,\nand a semicolon.");
        json.WriteString("trigger", "A made-up condition is met.");
        WriteTexts(json, "category", [indicator.Category]);
        WriteTexts(json, "tags", indicator.Tags);
        json.WriteNumber("severity", indicator.Severity);
        json.WriteNumber("confidence", indicator.Confidence);
        WriteTexts(json, "variables", ["Process_ID", "Path"]);
        json.WriteStartArray("links");
        json.WriteStartObject();
        json.WriteString("title", "More");
        json.WriteString("url", "https://attack.example/" + indicator.Name);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("created-at-date", "2015-03-02T00:00:00Z");
        json.WriteString("last-modified-date", "2020-05-06T00:00:00Z");
        if (indicator.Form == IndicatorForm.Old)
        {
            json.WriteString("retired-at-date", "2021-01-01T00:00:00Z");
        }
        else
        {
            json.WriteNull("retired-at-date");
        }

        json.WriteNull("additional-info");
        json.WriteBoolean("cloud-only", indicator.Category == "domain");
        WriteTexts(json, "mitre-tactics", indicator.Mitre.Where((_, i) => i % 2 == 0));
        WriteTexts(json, "mitre-techniques", indicator.Mitre.Where((_, i) => i % 2 == 1));
        WriteTexts(json, "orbital-queries", []);
        json.WriteEndObject();
    }

    private static void WriteCategory(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("title", name.Replace('-', ' '));
        json.WriteNull("parent");
        json.WriteString("description", $"Indicators of {name}.");
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
