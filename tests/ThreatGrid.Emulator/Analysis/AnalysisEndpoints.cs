using System;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Samples;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>Summary, threat and the sections of the analysis of a sample (section 5 of the API reference).</summary>
internal static class AnalysisEndpoints
{
    private const string Root = "/api/v2/samples/{id}/";

    /// <summary>
    /// <paramref name="find"/> is null for samples that are not there, not to be seen or not done; <paramref name="content"/> gives what
    /// was uploaded with a hash.
    /// </summary>
    public static void Map(WebApplication app, EmulatorState state, Func<HttpContext, string, SampleFacts?> find, Func<string, byte[]?>? content = null)
    {
        var store = new AnalysisStore(state.Options);
        void Get(string path, Func<HttpContext, StoredAnalysis, Task> answer)
            => app.MapGet(Root + path, (HttpContext context, string id) => find(context, id) is { } facts ? answer(context, store.Of(facts)) : NotFoundAsync(context));
        void Section(string path, Func<StoredAnalysis, JsonNode> data) => Get(path, (context, analysis) => WriteAsync(context, state, Node.Write(data(analysis))));
        void Part(string path, Func<StoredAnalysis, string, JsonNode?> pick)
            => Get(path, (context, analysis) => !state.Settings.Flag("emptySections") && pick(analysis, Key(context)) is { } part ? WriteAsync(context, state, Node.Write(part)) : NotFoundAsync(context));

        Section("summary", a => a.Summary);
        Section("threat", a => a.Threat);
        Section("analysis/metadata", a => a.Metadata);
        Section("analysis/iocs", a => Items(state, a.Iocs, new JsonObject()));
        Section("analysis/network_streams", a => Items(state, a.Network, new JsonObject()));
        Section("analysis/artifacts", a => Items(state, a.Artifacts, new JsonObject { ["items"] = new JsonArray() }));
        Section("analysis/annotations", a => Items(state, a.Annotations, new JsonObject()));
        Get("analysis/processes", (context, analysis) => WriteProcessesAsync(context, state, store, analysis));
        Part("analysis/iocs/{key}", (a, key) => a.Iocs.FirstOrDefault(i => i!["ioc"]!.GetValue<string>() == key));
        Part("analysis/network_streams/{key}", (a, key) => a.Network[key]);
        Part("analysis/artifacts/{key}", (a, key) => a.Artifacts[key]);
        Part("analysis/processes/{key}", (a, key) => Process(state, a, key));
        Get("warnings.json", (context, analysis) => WriteWarningsAsync(context, state, analysis));
        DownloadEndpoints.Map(app, state, store, Get, content);
    }

    public static Task NotFoundAsync(HttpContext context) => ApiAnswer.WriteErrorAsync(context, 404, "The requested resource was not found.");

    private static string Key(HttpContext context) => (string)context.Request.RouteValues["key"]!;

    private static Task WriteAsync(HttpContext context, EmulatorState state, byte[] data)
        => ApiAnswer.WriteAsync(context, state, 2, json => json.WriteRawValue(data, skipInputValidation: true));

    private static JsonObject Items(EmulatorState state, JsonNode items, JsonObject empty)
        => state.Settings.Flag("emptySections") ? empty : new JsonObject { ["items"] = items.DeepClone() };

    private static JsonObject? Process(EmulatorState state, StoredAnalysis analysis, string key)
    {
        int count = (int)(state.Settings.Number("processCount") ?? analysis.Processes.Count);
        return int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && analysis.Processes.Find(id, count) is { } n
            ? analysis.Processes.At(n).Process
            : null;
    }

    private static Task WriteProcessesAsync(HttpContext context, EmulatorState state, AnalysisStore store, StoredAnalysis analysis)
    {
        byte[] processes = state.Settings.Flag("emptySections")
            ? [.. "{}"u8]
            : store.ProcessText(analysis, state.Settings.Number("processCount") ?? analysis.Processes.Count);
        return ApiAnswer.WriteAsync(context, state, 2, json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("items");
            json.WriteRawValue(processes, skipInputValidation: true);
            json.WriteEndObject();
        });
    }

    /// <summary>Some clients found an envelope here, others objects one after the other, which is no JSON.</summary>
    private static Task WriteWarningsAsync(HttpContext context, EmulatorState state, StoredAnalysis analysis)
    {
        JsonArray warnings = state.Settings.Flag("emptySections") ? [] : analysis.Warnings;
        if (!state.Settings.Flag("bareWarnings"))
        {
            return WriteAsync(context, state, Node.Write(warnings));
        }

        byte[] bare = [.. warnings.SelectMany(w => Node.Write(w!).Append((byte)'\n'))];
        return DownloadAnswer.WriteAsync(context, state, "application/json", new MemoryBody(bare));
    }
}
