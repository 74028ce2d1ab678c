using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Accounts;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Samples;

/// <summary>The quotas over rolling windows (section 3.5).</summary>
internal static class Quota
{
    private const int MinutesPerDay = 1440;
    private const int OrganizationSamples = 1000;

    public static void Map(WebApplication app, EmulatorState state)
    {
        app.MapGet("/api/v3/users/{login}/rate-limit", (HttpContext context, string login) => UserEndpoints.WithUserAsync(context, state, login, ownToo: true, (_, user) => ApiAnswer.WriteAsync(context, state, 3, json =>
        {
            json.WriteStartObject();
            Write(json, state, "user", LimitsOf(state, user), s => IsOf(s, user));
            Write(json, state, "organization", LimitsOf(state, user.OrganizationId), s => s.OrganizationId == user.OrganizationId);
            json.WriteEndObject();
        })));
        app.MapPut("/api/v3/users/{login}/rate-limit", (HttpContext context, string login) => UserEndpoints.WithUserAsync(context, state, login, ownToo: false, async (_, user) =>
        {
            Dictionary<string, JsonElement> body = await RequestBody.ReadAsync(context);
            user.Limits = RequestBody.Windows(body["submission-rate-limit"]) ?? [];
            state.Users.Note(state.Clock.UtcNow, Caller.Of(context), "set the quota of " + user.Login);
            context.Response.StatusCode = 204;
        }));
        app.MapGet("/api/v3/users/{login}/rate-limit/entries", (HttpContext context, string login) => UserEndpoints.WithUserAsync(context, state, login, ownToo: true, (_, user) => ApiAnswer.WriteAsync(context, state, 3, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("entries");
            foreach (StoredSample sample in Recent(state, MinutesPerDay, s => IsOf(s, user)))
            {
                json.WriteStartObject();
                json.WriteString("sample", sample.Id);
                json.WriteString("submitted-at", SampleJson.Time(sample.SubmittedAt));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        })));
        app.MapGet("/api/v3/organizations/{id:int}/rate-limit", (HttpContext context, int id) => Caller.Of(context).OrganizationId != id && !Caller.Of(context).MayManage(id)
            ? UserEndpoints.RefuseAsync(context)
            : ApiAnswer.WriteAsync(context, state, 3, json =>
            {
                json.WriteStartObject();
                Write(json, state, "organization", LimitsOf(state, id), s => s.OrganizationId == id);
                json.WriteEndObject();
            }));
        app.MapGet("/api/v3/organizations/{id:int}/user-quota", (HttpContext context, int id) => !Caller.Of(context).MayManage(id)
            ? UserEndpoints.RefuseAsync(context)
            : ApiAnswer.WriteAsync(context, state, 3, json =>
            {
                json.WriteStartObject();
                json.WriteStartObject("users");
                foreach (EmulatorUser user in state.Users.All().Where(u => u.OrganizationId == id))
                {
                    Write(json, state, user.Login, LimitsOf(state, user), s => IsOf(s, user));
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }));
    }

    /// <summary>How long a submission of somebody has to wait; 0 where there is room.</summary>
    public static long WaitSeconds(EmulatorState state, EmulatorUser user)
        => Math.Max(
            WaitSeconds(state, LimitsOf(state, user), s => IsOf(s, user)),
            WaitSeconds(state, LimitsOf(state, user.OrganizationId), s => s.OrganizationId == user.OrganizationId));

    private static bool IsOf(StoredSample sample, EmulatorUser user) => sample.Login == user.Login && sample.OrganizationId == user.OrganizationId;

    private static List<(long Samples, long Minutes)> LimitsOf(EmulatorState state, EmulatorUser user)
        => user.Limits.Count == 0 && user.Login == SampleStore.OwnLogin && state.Settings.Number("userQuota") is { } set ? [(set, MinutesPerDay)] : user.Limits;

    private static List<(long Samples, long Minutes)> LimitsOf(EmulatorState state, int organizationId)
        => [(state.Settings.Number("organizationQuota") ?? OrganizationSamples, MinutesPerDay), .. state.Users.Organization(organizationId)?.Limits ?? []];

    private static StoredSample[] Recent(EmulatorState state, long minutes, Func<StoredSample, bool> counts)
    {
        DateTime since = state.Clock.UtcNow.AddMinutes(-minutes);
        return [.. state.Samples.All().Where(s => s.SubmittedAt > since && counts(s)).OrderBy(s => s.SubmittedAt)];
    }

    private static long WaitSeconds(EmulatorState state, List<(long Samples, long Minutes)> limits, Func<StoredSample, bool> counts)
        => limits.Select(l => WaitSeconds(state, l, counts)).DefaultIfEmpty(0).Max();

    private static long WaitSeconds(EmulatorState state, (long Samples, long Minutes) limit, Func<StoredSample, bool> counts)
    {
        StoredSample[] recent = Recent(state, limit.Minutes, counts);
        return recent.Length < limit.Samples
            ? 0
            : limit.Samples == 0 ? limit.Minutes * 60 : (long)Math.Ceiling((recent[recent.Length - (int)limit.Samples].SubmittedAt.AddMinutes(limit.Minutes) - state.Clock.UtcNow).TotalSeconds);
    }

    private static void Write(Utf8JsonWriter json, EmulatorState state, string name, List<(long Samples, long Minutes)> limits, Func<StoredSample, bool> counts)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("submission-rate-limit");
        foreach ((long Samples, long Minutes) limit in limits)
        {
            json.WriteStartObject();
            json.WriteNumber("samples", limit.Samples);
            json.WriteNumber("minutes", limit.Minutes);
            json.WriteNumber("submissions-available", Left(limit));
            json.WriteNumber("submission-wait-seconds", WaitSeconds(state, limit, counts));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("submission-wait-seconds", WaitSeconds(state, limits, counts));
        if (limits.Count > 0)
        {
            json.WriteNumber("submissions-available", limits.Min(Left));
        }
        else
        {
            json.WriteNull("submissions-available");
        }

        json.WriteEndObject();

        long Left((long Samples, long Minutes) limit) => Math.Max(0, limit.Samples - Recent(state, limit.Minutes, counts).Length);
    }
}
