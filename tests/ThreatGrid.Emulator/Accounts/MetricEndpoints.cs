using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Samples;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Accounts;

/// <summary>The dashboard's numbers, health, and the built-in documentation (section 3.8). The answers are made up; none is on record.</summary>
internal static class MetricEndpoints
{
    public static void Map(WebApplication app, EmulatorState state)
    {
        app.MapGet("/api/v3/aggregations/submissions", context => CountAsync(context, state, isEmpty: false));
        app.MapGet("/api/v3/aggregations/rate-limited", context => CountAsync(context, state, isEmpty: true));
        app.MapGet("/api/v3/health", context => HealthAsync(context, state, "nodes"));
        app.MapGet("/api/v3/health/submission", context => HealthAsync(context, state, "queue"));
        app.MapGet("/api/v3/docs", context => ApiAnswer.WriteAsync(context, state, 3, json => json.WriteStringValue(Parameters.Text(context, "api") ?? string.Empty)));
    }

    private static Task CountAsync(HttpContext context, EmulatorState state, bool isEmpty)
    {
        string[] buckets = Parameters.Text(context, "buckets")?.Split(',') ?? ["type"];
        TimeSpan span = SpanOf(Parameters.Text(context, "span") ?? "P4W");
        DateTime since = state.Clock.UtcNow - span;
        bool ownOnly = Parameters.Text(context, "visibility") == "user";
        StoredSample[] counted = isEmpty ? [] : [.. state.Samples.All().Where(s => s.SubmittedAt >= since && (ownOnly ? Caller.Submitted(context, s) : Caller.Owns(context, s)))];
        return ApiAnswer.WriteAsync(context, state, 3, json =>
        {
            json.WriteStartObject();
            foreach (string bucket in buckets)
            {
                Write(json, bucket, counted);
            }

            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, string bucket, StoredSample[] samples)
    {
        Func<StoredSample, string>? key = bucket switch
        {
            "submitter" => s => s.Login,
            "type" => s => s.FileName[(s.FileName.LastIndexOf('.') + 1)..],
            "week" => s => SampleJson.Time(s.SubmittedAt.Date.AddDays(-(((int)s.SubmittedAt.DayOfWeek + 6) % 7))),
            "environment" => s => s.Vm,
            _ => null,
        };
        if (key is null)
        {
            json.WriteNumber(bucket, bucket == "unique-submitters" ? samples.Select(s => s.Login).Distinct().Count() : samples.Length);
            return;
        }

        json.WriteStartArray(bucket);
        foreach (IGrouping<string, StoredSample> group in samples.GroupBy(key).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("key", group.Key);
            json.WriteNumber("count", group.Count());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Weeks are no part of what .NET reads.</summary>
    private static TimeSpan SpanOf(string text)
    {
        try
        {
            return text.EndsWith('W') ? TimeSpan.FromDays(7 * int.Parse(text[1..^1], CultureInfo.InvariantCulture)) : XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException)
        {
            throw new BadParameterException("The parameter span is not a duration. ");
        }
    }

    private static Task HealthAsync(HttpContext context, EmulatorState state, string member) => ApiAnswer.WriteAsync(context, state, 3, json =>
    {
        json.WriteStartObject();
        json.WriteString("status", "ok");
        json.WriteNumber(member, 3);
        json.WriteEndObject();
    });
}
