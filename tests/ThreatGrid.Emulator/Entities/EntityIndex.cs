using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Accounts;
using ThreatGrid.Emulator.Analysis;
using ThreatGrid.Emulator.Samples;

namespace ThreatGrid.Emulator.Entities;

/// <summary>Which samples met which entities, out of the stored analyses: what one route finds, the others find too.</summary>
internal sealed class EntityIndex(EmulatorState state)
{
    private readonly ConcurrentDictionary<string, StoredAnalysis> _analyses = new();

    /// <summary>The samples that a caller sees and whose run has ended well, newest first.</summary>
    public IEnumerable<(StoredSample Sample, StoredAnalysis Analysis)> Visible(HttpContext context)
        => state.Samples.All().Reverse()
            .Where(s => s.StateAt(state.Clock.UtcNow).State == "succ" && Caller.Sees(context, s))
            .Select(s => (s, _analyses.GetOrAdd(s.Id, _ => StoredAnalysis.Create(s.ToFacts(), state.Options))));

    /// <summary>Those of them that met an entity.</summary>
    public (StoredSample Sample, StoredAnalysis Analysis)[] Meeting(HttpContext context, string resource, string key)
        => [.. Visible(context).Where(v => ValuesOf(v.Analysis, resource).Any(value => IdOf(resource, value).Equals(key, StringComparison.OrdinalIgnoreCase)))];

    public static IEnumerable<string> ValuesOf(StoredAnalysis analysis, string resource) => resource switch
    {
        "ips" => analysis.Sightings.Addresses,
        "domains" => analysis.Sightings.Domains,
        "urls" => analysis.Sightings.Urls,
        "paths" => analysis.Sightings.Paths,
        "registry_keys" => analysis.Sightings.RegistryKeys,
        _ => analysis.Plan.Artifacts.Select(a => a.Sha256),
    };

    /// <summary>What stands in the path for a value.</summary>
    public static string IdOf(string resource, string value) => resource == "urls" ? UrlKey.Of(value) : value;
}
