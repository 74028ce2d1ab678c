using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Accounts;
using ThreatGrid.Emulator.Analysis;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Samples;

/// <summary><c>GET /api/v2/search/submissions</c> (section 4.5).</summary>
internal static class SearchEndpoint
{
    private const int DefaultLimit = 100;
    private const int CertainMatch = 1_000_000;

    public static void Map(WebApplication app, EmulatorState state)
        => app.MapGet("/api/v2/search/submissions", context => AnswerAsync(context, state));

    private static Task AnswerAsync(HttpContext context, EmulatorState state)
    {
        DateTime now = state.Clock.UtcNow;
        DateTime after = Parameters.Time(context, "after") ?? DateTime.MinValue;
        DateTime before = Parameters.Time(context, "before") ?? DateTime.MaxValue;
        string[]? states = Parameters.Text(context, "state")?.Split(',');
        string[] terms = Parameters.Text(context, "term")?.Split(',') ?? [];
        string? text = Parameters.Text(context, "q");
        IEnumerable<StoredSample> found = state.Samples.All()
            .Where(s => s.VisibleInSearchFrom <= now && Caller.Sees(context, s))
            .Where(s => s.SubmittedAt >= after && s.SubmittedAt < before)
            .Where(s => states is null || states.Contains(s.StateAt(now).State))
            .Where(s => !Parameters.Flag(context, "org_only") || Caller.Owns(context, s))
            .Where(s => !Parameters.Flag(context, "user_only") || Caller.Submitted(context, s))
            .Where(s => text is null || Matches(s, text, terms, state, now));
        bool ascending = Parameters.Text(context, "sort_order") == "asc";
        found = Parameters.Text(context, "sort_by") switch
        {
            "filename" => Sort(found, s => s.FileName, ascending),
            "login" => Sort(found, s => s.Login, ascending),
            "state" => Sort(found, s => s.StateAt(now).State, ascending),
            "threat" or "threat_score" => Sort(found, s => ScoreOf(s, state, now).ToString("D3", System.Globalization.CultureInfo.InvariantCulture), ascending),
            _ => Sort(found, s => s.SubmittedAt.Ticks.ToString("D20", System.Globalization.CultureInfo.InvariantCulture), ascending),
        };
        return SampleEndpoints.PageAsync(context, state, [.. found], DefaultLimit, writeTotal: true, (json, sample) => Write(json, sample, state, now, Caller.Owns(context, sample)));
    }

    private static IEnumerable<StoredSample> Sort(IEnumerable<StoredSample> samples, Func<StoredSample, string> key, bool ascending)
        => ascending
            ? samples.OrderBy(key, StringComparer.Ordinal).ThenBy(s => s.Id, StringComparer.Ordinal)
            : samples.OrderByDescending(key, StringComparer.Ordinal).ThenBy(s => s.Id, StringComparer.Ordinal);

    private static int ScoreOf(StoredSample sample, EmulatorState state, DateTime now)
        => sample.StateAt(now).State == "succ" ? StoredAnalysis.Create(sample.ToFacts(), state.Options).ThreatScore : -1;

    private static bool Matches(StoredSample sample, string text, string[] terms, EmulatorState state, DateTime now)
    {
        bool Is(string value) => string.Equals(value, text, StringComparison.OrdinalIgnoreCase);
        bool Wanted(string term) => terms.Length == 0 || terms.Contains(term);
        if ((Wanted("sample") || Wanted("checksum")) && (Is(sample.Id) || Is(sample.Sha256) || Is(sample.Sha1) || Is(sample.Md5)))
        {
            return true;
        }

        if ((Wanted("filename") && sample.FileName.Contains(text, StringComparison.OrdinalIgnoreCase))
            || (Wanted("tag") && sample.Tags.Contains(text))
            || (Wanted("url") && sample.Url is not null && Is(sample.Url)))
        {
            return true;
        }

        // As on the real server, a free search also finds samples that only met the value: droppers of a file, say.
        return sample.StateAt(now).State == "succ" && Met(StoredAnalysis.Create(sample.ToFacts(), state.Options), Is, Wanted);
    }

    private static bool Met(StoredAnalysis analysis, Func<string, bool> matches, Func<string, bool> wanted)
        => (wanted("domain") && analysis.Sightings.Domains.Any(matches))
            || (wanted("url") && analysis.Sightings.Urls.Any(matches))
            || (wanted("path") && analysis.Sightings.Paths.Any(matches))
            || (wanted("registry_key") && analysis.Sightings.RegistryKeys.Any(matches))
            || (wanted("ip") && analysis.Sightings.Addresses.Any(matches))
            || ((wanted("behavior") || wanted("behaviour")) && analysis.Behaviors.Any(b => matches(b.Name)))
            || (wanted("checksum") && analysis.Plan.Artifacts.Any(a => matches(a.Sha256) || matches(a.Sha1) || matches(a.Md5)));

    private static void Write(Utf8JsonWriter json, StoredSample sample, EmulatorState state, DateTime now, bool isOwn)
    {
        (string name, string status) = sample.StateAt(now);
        json.WriteStartObject();
        json.WriteNumber("score", CertainMatch);
        json.WriteStartObject("matches");
        json.WriteEndObject();
        json.WriteStartObject("item");
        json.WriteStartObject("properties");
        json.WriteNull("metadata");
        json.WriteEndObject();
        json.WriteStartArray("tags");
        sample.Tags.ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteNumber("vm_runtime", sample.RuntimeSeconds);
        json.WriteString("md5", sample.Md5);
        if (isOwn)
        {
            json.WriteBoolean("private", sample.IsPrivate);
            json.WriteNumber("organization_id", sample.OrganizationId);
            json.WriteString("login", sample.Login);
        }
        else if (sample.SubmissionId % 2 == 0)
        {
            // Absent in mid-2020, null later.
            json.WriteBoolean("private", false);
            json.WriteNull("organization_id");
            json.WriteNull("login");
        }

        json.WriteString("state", name);
        json.WriteString("sha1", sample.Sha1);
        json.WriteString("sample", sample.Id);
        json.WriteString("filename", sample.FileName);
        if (name == "succ")
        {
            StoredAnalysis analysis = StoredAnalysis.Create(sample.ToFacts(isOwn), state.Options);
            json.WriteStartObject("analysis");
            json.WriteNumber("threat_score", analysis.ThreatScore);
            json.WriteStartArray("behaviors");
            foreach ((string indicator, int threat, string title) in analysis.Behaviors)
            {
                json.WriteStartObject();
                json.WriteString("name", indicator);
                json.WriteNumber("threat", threat);
                json.WriteString("title", title);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WritePropertyName("metadata");
            analysis.MetadataForSearch.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteString("status", status);
        json.WriteString("submitted_at", SampleJson.Time(sample.SubmittedAt));
        json.WriteString("sha256", sample.Sha256);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
