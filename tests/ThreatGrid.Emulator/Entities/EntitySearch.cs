using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Analysis;
using ThreatGrid.Emulator.Samples;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Entities;

/// <summary><c>GET /api/v2/search/{entities}</c> (section 6.5).</summary>
internal static class EntitySearch
{
    public static void Map(WebApplication app, EmulatorState state, EntityIndex index)
    {
        foreach (string resource in (string[])["ips", "domains", "urls", "artifacts", "paths", "registry_keys", "samples"])
        {
            app.MapGet("/api/v2/search/" + resource, context => AnswerAsync(context, state, index, resource));
        }
    }

    private static Task AnswerAsync(HttpContext context, EmulatorState state, EntityIndex index, string resource)
    {
        string term = Parameters.Text(context, "term") ?? string.Empty;
        string? query = Parameters.Text(context, "query");
        if (query is null)
        {
            return ApiAnswer.WriteErrorAsync(context, 400, "The parameter query is required. ");
        }

        string[] found = [.. index.Visible(context).SelectMany(v => Find(v.Sample, v.Analysis, resource, term, query)).Distinct()];
        return SampleEndpoints.PageAsync(context, state, found, resource is "domains" or "artifacts" ? 1000 : 100, writeTotal: false, (json, value) =>
        {
            json.WriteStartObject();
            json.WriteString("result", value);
            json.WriteString("details", $"/api/v2/{resource}/{Uri.EscapeDataString(EntityIndex.IdOf(resource, value))}");
            json.WriteEndObject();
        });
    }

    private static IEnumerable<string> Find(StoredSample sample, StoredAnalysis analysis, string resource, string term, string query)
    {
        bool Is(string value) => value.Equals(query, StringComparison.OrdinalIgnoreCase);
        Sightings seen = analysis.Sightings;
        return (resource, term) switch
        {
            ("ips", "network_dst") => seen.Addresses.Where(Is),
            ("ips", "cidr") => seen.Addresses.Where(a => IPNetwork.TryParse(query, out IPNetwork network) && network.Contains(IPAddress.Parse(a))),
            ("ips", "domain") => seen.Domains.Where(Is).Select(SharedThings.AddressOf).Intersect(seen.Addresses),
            ("ips", "ioc") => analysis.Behaviors.Any(b => Is(b.Name)) ? seen.Addresses : [],
            ("domains", "name") => seen.Domains.Where(Is),
            ("domains", "ip") => seen.Domains.Where(d => Is(SharedThings.AddressOf(d))),
            ("urls", "url") => seen.Urls.Where(Is),
            ("urls", "host") => seen.Urls.Where(u => Is(new Uri(u).Host)),
            ("urls", "sha256") => seen.Urls.Where(u => Is(UrlKey.Of(u))),
            ("artifacts", _) => analysis.Plan.Artifacts.Where(a => Is(a.Sha256) || Is(a.Sha1) || Is(a.Md5)).Select(a => a.Sha256),
            ("paths", _) => seen.Paths.Where(p => p.Contains(query, StringComparison.OrdinalIgnoreCase)),
            ("registry_keys", _) => seen.RegistryKeys.Where(k => k.Contains(query, StringComparison.OrdinalIgnoreCase)),
            ("samples", "domain") => seen.Domains.Any(Is) ? [sample.Id] : [],
            ("samples", "ip") => seen.Addresses.Any(Is) ? [sample.Id] : [],
            ("samples", "checksum") => analysis.Plan.Artifacts.Any(a => Is(a.Sha256) || Is(a.Sha1) || Is(a.Md5)) ? [sample.Id] : [],
            ("samples", "tag") => sample.Tags.Any(Is) ? [sample.Id] : [],
            _ => [],
        };
    }
}
