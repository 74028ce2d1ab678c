using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Accounts;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Samples;

/// <summary>List, read, state and deletion of samples (sections 4.2 to 4.4 and 4.8).</summary>
internal static class SampleEndpoints
{
    private const int DefaultLimit = 100;

    public static void Map(WebApplication app, EmulatorState state)
    {
        app.MapGet("/api/v2/samples", context => ListAsync(context, state));
        app.MapGet("/api/v2/samples/state", context => StatesAsync(context, state, context.Request.Query["ids"].ToString()));
        app.MapPost("/api/v2/samples/state", async context => await StatesAsync(context, state, (await context.Request.ReadFormAsync(context.RequestAborted))["ids"].ToString()));
        app.MapGet("/api/v2/samples/{id}", (HttpContext context, string id) => WithSampleAsync(context, state, id, sample =>
            ApiAnswer.WriteAsync(context, state, 2, json => SampleJson.Write(json, sample, state.Clock.UtcNow, Caller.Owns(context, sample)))));
        app.MapGet("/api/v2/samples/{id}/state", (HttpContext context, string id) => WithSampleAsync(context, state, id, sample =>
            ApiAnswer.WriteAsync(context, state, 2, json =>
            {
                json.WriteStartObject();
                json.WriteString("state", sample.StateAt(state.Clock.UtcNow).State);
                json.WriteEndObject();
            })));
        app.MapDelete("/api/v3/samples/{id}", (HttpContext context, string id) => DeleteAsync(context, state, id));
    }

    private static Task WithSampleAsync(HttpContext context, EmulatorState state, string id, Func<StoredSample, Task> answer)
    {
        StoredSample? sample = state.Samples.Find(id);
        if (sample is null || !Caller.Sees(context, sample))
        {
            return ApiAnswer.WriteErrorAsync(context, 404, "The requested sample was not found.");
        }

        if (sample.HiddenReads > 0)
        {
            sample.HiddenReads--;
            return ApiAnswer.WriteErrorAsync(context, 404, "The requested sample was not found.");
        }

        return answer(sample);
    }

    private static Task ListAsync(HttpContext context, EmulatorState state)
    {
        DateTime now = state.Clock.UtcNow;
        DateTime after = Parameters.Time(context, "after") ?? DateTime.MinValue;
        DateTime before = Parameters.Time(context, "before") ?? DateTime.MaxValue;
        string[]? ids = Parameters.Text(context, "ids")?.Split(',');
        IEnumerable<StoredSample> found = state.Samples.All()
            .Where(s => s.StateAt(now).State is "succ" or "fail" && Caller.Sees(context, s))
            .Where(s => s.SubmittedAt >= after && s.SubmittedAt < before)
            .Where(s => Matches(context, "sha256", s.Sha256) && Matches(context, "sha1", s.Sha1) && Matches(context, "md5", s.Md5) && Matches(context, "id", s.Id))
            .Where(s => Matches(context, "submission_id", s.SubmissionId.ToString(CultureInfo.InvariantCulture)))
            .Where(s => ids is null || ids.Contains(s.Id))
            .Where(s => !Parameters.Flag(context, "org_only") || Caller.Owns(context, s))
            .Where(s => !Parameters.Flag(context, "user_only") || Caller.Submitted(context, s))
            .OrderBy(s => s.Id, StringComparer.Ordinal);
        return PageAsync(context, state, [.. found], DefaultLimit, writeTotal: false, (json, sample) => SampleJson.Write(json, sample, now, Caller.Owns(context, sample)));
    }

    public static Task PageAsync<T>(HttpContext context, EmulatorState state, IReadOnlyList<T> found, int defaultLimit, bool writeTotal, Action<Utf8JsonWriter, T> write)
    {
        int limit = (int)Math.Clamp(Parameters.Number(context, "limit", defaultLimit), 0, state.Settings.Number("pageCap") ?? int.MaxValue);
        int offset = (int)Parameters.Number(context, "offset", 0);
        T[] page = [.. found.Skip(offset).Take(limit)];
        return ApiAnswer.WriteAsync(context, state, 2, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("index", offset);
            if (writeTotal)
            {
                json.WriteNumber("total", found.Count);
                json.WriteNumber("took", 12);
                json.WriteBoolean("timed_out", context.Items["timedOut"] is true);
            }

            json.WriteNumber("items_per_page", limit);
            json.WriteNumber("current_item_count", page.Length);
            json.WriteStartArray("items");
            foreach (T item in page)
            {
                write(json, item);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static Task StatesAsync(HttpContext context, EmulatorState state, string ids)
    {
        string[] wanted;
        try
        {
            wanted = JsonSerializer.Deserialize<string[]>(ids) ?? [];
        }
        catch (JsonException)
        {
            return ApiAnswer.WriteErrorAsync(context, 400, "The parameter ids is required. ");
        }

        DateTime now = state.Clock.UtcNow;
        return ApiAnswer.WriteAsync(context, state, 2, json =>
        {
            json.WriteStartArray();
            foreach (string id in wanted)
            {
                StoredSample? sample = state.Samples.Find(id);
                if (sample is null || sample.HiddenReads > 0)
                {
                    if (sample is not null)
                    {
                        sample.HiddenReads--;
                    }

                    continue;
                }

                (string name, string status) = sample.StateAt(now);
                json.WriteStartObject();
                json.WriteString("sample", id);
                json.WriteString("state", name);
                json.WriteString("status", status);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static Task DeleteAsync(HttpContext context, EmulatorState state, string id)
    {
        if (!state.Samples.Remove(id))
        {
            return ApiAnswer.WriteErrorAsync(context, 404, "The requested sample was not found.");
        }

        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static bool Matches(HttpContext context, string name, string value)
        => Parameters.Text(context, name) is not { } wanted || string.Equals(wanted, value, StringComparison.OrdinalIgnoreCase);
}
