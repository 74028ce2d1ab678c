using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Accounts;
using ThreatGrid.Emulator.Analysis;
using ThreatGrid.Emulator.Samples;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Entities;

/// <summary>Entities, what is related to them, and tags (sections 4.9 and 6.4). What is not on record is made up.</summary>
internal static class EntityEndpoints
{
    private const int SampleLimit = 100;

    private static readonly string[] Resources = ["ips", "domains", "urls", "artifacts", "paths", "registry_keys"];

    public static void Map(WebApplication app, EmulatorState state)
    {
        var index = new EntityIndex(state);
        foreach (string resource in Resources)
        {
            app.Map("/api/v2/" + resource + "/{**rest}", context => AnswerAsync(context, state, index));
        }

        app.MapGet("/api/v2/samples/{id}/tags", (HttpContext context, string id) => WithSampleAsync(context, state, id, s => TagsAsync(context, state, s.Tags)));
        app.MapPost("/api/v2/samples/{id}/tag", (HttpContext context, string id) => WithSampleAsync(context, state, id, s => AddTagAsync(context, state, tag => s.Tags.AddRange(s.Tags.Contains(tag) ? [] : [tag]))));
        app.MapDelete("/api/v2/samples/{id}/tag/{tag}", (HttpContext context, string id) => WithSampleAsync(context, state, id, s => RemovedAsync(context, s.Tags.Remove(RawPath.Segments(context)[^1]))));
        app.MapGet("/api/v2/samples/{id}/flags", (HttpContext context, string id) => WithSampleAsync(context, state, id, _ => WriteAsync(context, state, new JsonObject { ["flags"] = new JsonArray(Flag()) })));
        EntitySearch.Map(app, state, index);
    }

    public static Task WriteAsync(HttpContext context, EmulatorState state, JsonNode data) => ApiAnswer.WriteAsync(context, state, 2, json => data.WriteTo(json));

    private static Task WithSampleAsync(HttpContext context, EmulatorState state, string id, Func<StoredSample, Task> answer)
        => state.Samples.Find(id) is { } sample && Caller.Sees(context, sample) ? answer(sample) : UserEndpoints.NotFoundAsync(context);

    private static Task AnswerAsync(HttpContext context, EmulatorState state, EntityIndex index)
    {
        string[] segments = RawPath.Segments(context);
        if (segments.Length < 4)
        {
            return UserEndpoints.NotFoundAsync(context);
        }

        string resource = segments[2];
        string key = segments[3];
        (StoredSample Sample, StoredAnalysis Analysis)[] met = index.Meeting(context, resource, key);
        if (met.Length == 0)
        {
            return UserEndpoints.NotFoundAsync(context);
        }

        string entity = resource + "/" + key;
        string[] rest = segments[4..];
        if (resource == "registry_keys" && rest is ["name", var name, ..])
        {
            // A value of a key is an entity of its own.
            entity += "/name/" + name;
            rest = rest[2..];
        }

        return (context.Request.Method, rest) switch
        {
            ("GET", []) => WriteAsync(context, state, Details(resource, key, met, state.Tags.Of(entity))),
            ("GET", ["tags"]) => TagsAsync(context, state, state.Tags.Of(entity)),
            ("POST", ["tag"]) => AddTagAsync(context, state, tag => state.Tags.Add(entity, tag)),
            ("DELETE", ["tag", var tag]) => RemovedAsync(context, state.Tags.Remove(entity, tag)),
            ("GET", ["samples"]) => SamplesAsync(context, state, resource, key, met),
            ("GET", [var relation]) when Related(resource, key, relation, met) is { } related => WriteAsync(context, state, related),
            _ => UserEndpoints.NotFoundAsync(context),
        };
    }

    private static JsonObject Details(string resource, string key, (StoredSample Sample, StoredAnalysis Analysis)[] met, IReadOnlyList<string> tags)
    {
        var tagList = new JsonArray([.. tags.Select(t => (JsonNode)t)]);
        switch (resource)
        {
            case "ips":
                Chance chance = Chance.Of(0, "network", key);
                return new JsonObject
                {
                    ["ip"] = key,
                    ["rev"] = $"host-{key.Replace('.', '-')}.carrier.example",
                    ["asn"] = new JsonObject { ["asn"] = 64_496 + chance.Below(15), ["org"] = "Example Carrier" },
                    ["location"] = new JsonObject { ["country"] = "DE", ["region"] = "BY", ["city"] = "München" },
                    ["flags"] = new JsonArray(Flag()),
                    ["tags"] = tagList,
                };
            case "urls":
                var url = new Uri(EntityIndex.ValuesOf(met[0].Analysis, "urls").First(u => UrlKey.Of(u) == key));
                return new JsonObject
                {
                    ["url"] = new JsonObject
                    {
                        ["url"] = EntityIndex.ValuesOf(met[0].Analysis, "urls").First(u => UrlKey.Of(u) == key),
                        ["host"] = url.Host,
                        ["port"] = url.Port,
                        ["protocol"] = url.Scheme,
                        ["path"] = url.AbsolutePath,
                        ["query"] = url.Query.Length > 1 ? url.Query[1..] : null,
                        ["query-params"] = null,
                        ["reference"] = null,
                    },
                };
            case "artifacts":
                PlannedArtifact artifact = met[0].Analysis.Plan.Artifacts.First(a => a.Sha256.Equals(key, StringComparison.OrdinalIgnoreCase));
                return new JsonObject
                {
                    ["sha256"] = artifact.Sha256,
                    ["sha1"] = artifact.Sha1,
                    ["md5"] = artifact.Md5,
                    ["size"] = artifact.Size,
                    ["magic"] = artifact.Kind.Magic,
                    ["first_seen"] = SampleJson.Time(met[^1].Sample.SubmittedAt),
                    ["last_seen"] = SampleJson.Time(met[0].Sample.SubmittedAt),
                    ["tags"] = tagList,
                };
            default:
                return new JsonObject { [Singular(resource)] = EntityIndex.ValuesOf(met[0].Analysis, resource).First(v => v.Equals(key, StringComparison.OrdinalIgnoreCase)), ["flags"] = new JsonArray(), ["tags"] = tagList };
        }
    }

    private static JsonObject? Related(string resource, string key, string relation, (StoredSample Sample, StoredAnalysis Analysis)[] met)
    {
        string[] urls = [.. met.SelectMany(m => m.Analysis.Sightings.Urls).Distinct()];
        JsonArray? list = (resource, relation) switch
        {
            ("ips", "domains") => Things("domain", "domains", met.SelectMany(m => m.Analysis.Sightings.Domains).Where(d => SharedThings.AddressOf(d) == key)),
            ("domains", "ips") => Things("ip", "ips", [SharedThings.AddressOf(key)]),
            ("ips", "urls") => Urls(urls.Where(u => SharedThings.AddressOf(new Uri(u).Host) == key)),
            ("domains", "urls") => Urls(urls.Where(u => new Uri(u).Host.Equals(key, StringComparison.OrdinalIgnoreCase))),
            ("paths", "artifacts") => Things("sha256", "artifacts", met.SelectMany(m => m.Analysis.Plan.Artifacts).Where(a => a.Path == key).Select(a => a.Sha256)),
            ("artifacts", "paths") => [.. met.SelectMany(m => m.Analysis.Plan.Artifacts).Where(a => a.Sha256 == key).Select(a => a.Path).Distinct().Select(p => (JsonNode)p)],
            ("ips", "indicators") => [.. met.SelectMany(m => m.Analysis.Plan.Indicators).Distinct().Select(i => (JsonNode)new JsonObject { ["ioc"] = i.Name, ["title"] = i.Title, ["severity"] = i.Severity, ["confidence"] = i.Confidence })],
            ("ips" or "domains" or "paths" or "registry_keys", "flags") => [Flag()],
            ("artifacts", "avsignatures") => [new JsonObject { ["engine"] = "Made Up", ["signature"] = "Trojan.Example" }],
            _ => null,
        };
        if (resource == "artifacts" && relation == "threat")
        {
            return new JsonObject { ["sha256"] = key, ["score"] = met.Max(m => m.Analysis.ThreatScore), ["bis"] = new JsonArray([.. met[0].Analysis.Behaviors.Select(b => (JsonNode)b.Name)]) };
        }

        return list is null ? null : new JsonObject { [Singular(resource)] = key, [relation] = list };
    }

    private static Task SamplesAsync(HttpContext context, EmulatorState state, string resource, string key, (StoredSample Sample, StoredAnalysis Analysis)[] met)
    {
        DateTime after = Parameters.Time(context, "after") ?? DateTime.MinValue;
        DateTime before = Parameters.Time(context, "before") ?? DateTime.MaxValue;
        int offset = (int)Parameters.Number(context, "offset", 0);
        int limit = (int)Math.Min(Parameters.Number(context, "limit", SampleLimit), state.Settings.Number("pageCap") ?? int.MaxValue);
        IEnumerable<JsonNode> page = met.Where(m => m.Sample.SubmittedAt >= after && m.Sample.SubmittedAt < before).Skip(state.Settings.Flag("ignoreOffset") ? 0 : offset).Take(limit).Select(m => (JsonNode)new JsonObject
        {
            ["sample"] = m.Sample.Id,
            ["sha256"] = m.Sample.Sha256,
            ["filename"] = m.Sample.FileName,
            ["timestamp"] = SampleJson.Time(m.Sample.SubmittedAt),
            ["private"] = m.Sample.IsPrivate,
            ["login"] = Caller.Owns(context, m.Sample) ? m.Sample.Login : null,
            ["owner"] = Caller.Owns(context, m.Sample) ? "self" : null,
            ["relation"] = null,
            ["iocs"] = new JsonArray([.. m.Analysis.Plan.Indicators.Select(i => (JsonNode)new JsonObject { ["ioc"] = i.Name, ["confidence"] = i.Confidence, ["severity"] = i.Severity, ["sample"] = m.Sample.Id })]),
            ["details"] = "/api/v2/samples/" + m.Sample.Id,
        });
        var data = new JsonObject { [Singular(resource)] = key };
        if (resource == "urls")
        {
            data = new JsonObject { ["url"] = met[0].Analysis.Sightings.Urls.First(u => UrlKey.Of(u) == key), ["sha256"] = key };
        }

        data["samples"] = new JsonArray([.. page]);
        return WriteAsync(context, state, data);
    }

    private static Task TagsAsync(HttpContext context, EmulatorState state, IEnumerable<string> tags)
        => WriteAsync(context, state, new JsonObject { ["tags"] = new JsonArray([.. tags.Select(t => (JsonNode)t)]) });

    /// <summary>The answer has no data, as on record.</summary>
    private static Task AddTagAsync(HttpContext context, EmulatorState state, Action<string> add)
    {
        if (Parameters.Text(context, "tag") is not { } tag)
        {
            return ApiAnswer.WriteErrorAsync(context, 400, "The parameter tag is required. ");
        }

        add(tag);
        ApiAnswer.Begin(context);
        return context.Response.WriteAsync($$"""{"api_version":2,"id":{{ApiAnswer.RandomId()}}}""", context.RequestAborted);
    }

    private static Task RemovedAsync(HttpContext context, bool wasThere)
    {
        if (!wasThere)
        {
            return UserEndpoints.NotFoundAsync(context);
        }

        context.Response.StatusCode = 200;
        return Task.CompletedTask;
    }

    private static JsonArray Things(string member, string resource, IEnumerable<string> values)
        => [.. values.Distinct().Select(v => (JsonNode)new JsonObject { [member] = v, ["details"] = $"/api/v2/{resource}/{v}" })];

    private static JsonArray Urls(IEnumerable<string> urls)
        => [.. urls.Select(u => (JsonNode)new JsonObject { ["url"] = u, ["sha256"] = UrlKey.Of(u), ["details"] = "/api/v2/urls/" + UrlKey.Of(u) })];

    private static JsonObject Flag() => new()
    {
        ["flag"] = 1,
        ["reason"] = "Made up",
        ["login"] = "admin",
        ["mine"] = false,
        ["created_at"] = "2013-11-15T18:16:33Z",
        ["expiration"] = "2045-01-01T00:00:00Z",
    };

    private static string Singular(string resource) => resource switch
    {
        "artifacts" => "sha256",
        "registry_keys" => "key",
        _ => resource[..^1],
    };
}
