using System;
using System.Linq;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Samples;

/// <summary>The quotas over a rolling day, and <c>GET /api/v3/users/{login}/rate-limit</c> (section 3.5).</summary>
internal static class Quota
{
    private const int MinutesPerDay = 1440;
    private const int OrganizationSamples = 1000;

    public static void Map(WebApplication app, EmulatorState state)
        => app.MapGet("/api/v3/users/{login}/rate-limit", context => ApiAnswer.WriteAsync(context, state, 3, json =>
        {
            json.WriteStartObject();
            Write(json, state, "user", state.Settings.Number("userQuota"), ownOnly: true);
            Write(json, state, "organization", state.Settings.Number("organizationQuota") ?? OrganizationSamples, ownOnly: false);
            json.WriteEndObject();
        }));

    /// <summary>How long a submission has to wait; 0 where there is room.</summary>
    public static long WaitSeconds(EmulatorState state)
        => Math.Max(
            WaitSeconds(state, state.Settings.Number("userQuota"), ownOnly: true),
            WaitSeconds(state, state.Settings.Number("organizationQuota") ?? OrganizationSamples, ownOnly: false));

    private static long WaitSeconds(EmulatorState state, long? samples, bool ownOnly)
    {
        if (samples is not { } allowed)
        {
            return 0;
        }

        DateTime now = state.Clock.UtcNow;
        StoredSample[] recent = [.. state.Samples.All()
            .Where(s => s.SubmittedAt > now.AddMinutes(-MinutesPerDay) && s.IsOwnOrganization && (!ownOnly || s.Login == SampleStore.OwnLogin))
            .OrderBy(s => s.SubmittedAt)];
        return recent.Length < allowed ? 0 : allowed == 0 ? MinutesPerDay * 60 : (long)Math.Ceiling((recent[recent.Length - (int)allowed].SubmittedAt.AddMinutes(MinutesPerDay) - now).TotalSeconds);
    }

    private static void Write(Utf8JsonWriter json, EmulatorState state, string name, long? samples, bool ownOnly)
    {
        DateTime since = state.Clock.UtcNow.AddMinutes(-MinutesPerDay);
        long wait = WaitSeconds(state, samples, ownOnly);
        json.WriteStartObject(name);
        json.WriteStartArray("submission-rate-limit");
        if (samples is { } allowed)
        {
            json.WriteStartObject();
            json.WriteNumber("samples", allowed);
            json.WriteNumber("minutes", MinutesPerDay);
            json.WriteNumber("submissions-available", Math.Max(0, allowed - state.Samples.SubmittedSince(since, ownOnly)));
            json.WriteNumber("submission-wait-seconds", wait);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("submission-wait-seconds", wait);
        if (samples is { } limit)
        {
            json.WriteNumber("submissions-available", Math.Max(0, limit - state.Samples.SubmittedSince(since, ownOnly)));
        }
        else
        {
            json.WriteNull("submissions-available");
        }

        json.WriteEndObject();
    }
}
