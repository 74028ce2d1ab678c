using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Faults;
using ThreatGrid.Emulator.Feeds;

namespace ThreatGrid.Emulator.Control;

/// <summary>The control calls below <c>/__emulator</c>. They are not logged, and no fault hits them.</summary>
internal sealed class ControlMiddleware(RequestDelegate next, EmulatorState state)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/__emulator", out PathString rest))
        {
            await next(context);
            return;
        }

        string[] segments = rest.Value!.Trim('/').Split('/');
        switch (context.Request.Method, segments[0])
        {
            case ("POST", "reset"):
                state.Reset();
                if (context.Request.ContentLength > 0)
                {
                    await BeginWithAsync(context);
                }

                break;
            case ("PUT", "settings"):
                state.Settings.Merge(await ReadAsync(context));
                break;
            case ("PUT", "clock"):
                SetClock(await ReadAsync(context));
                break;
            case ("GET", "requests"):
                await context.Response.WriteAsJsonAsync(state.Log.Snapshot(), Json);
                break;
            case ("DELETE", "requests"):
                state.Log.Clear();
                break;
            case ("POST", "faults"):
                AddFaults(await ReadAsync(context));
                break;
            case ("DELETE", "faults"):
                state.Faults.Clear();
                break;
            case ("GET", "proxy"):
                await context.Response.WriteAsJsonAsync(state.ProxyLog.ToArray(), Json);
                break;
            case ("POST", "feeds") when segments.Length == 3:
                var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body, context.RequestAborted);
                state.DataSets[DataSet.KeyOf(segments[1], segments[2], context.Request.Query["date"])] = DataSet.Parse(body.ToArray());
                break;
            case ("DELETE", "feeds") when segments.Length == 3:
                state.DataSets.TryRemove(DataSet.KeyOf(segments[1], segments[2], context.Request.Query["date"]), out _);
                break;
            default:
                context.Response.StatusCode = 404;
                break;
        }
    }

    private static async Task<JsonElement> ReadAsync(HttpContext context)
        => (await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted)).RootElement;

    private async Task BeginWithAsync(HttpContext context)
    {
        JsonElement start = await ReadAsync(context);
        if (start.TryGetProperty("settings", out JsonElement settings))
        {
            state.Settings.Merge(settings);
        }

        if (start.TryGetProperty("faults", out JsonElement faults))
        {
            AddFaults(faults);
        }
    }

    private void SetClock(JsonElement clock)
    {
        if (clock.TryGetProperty("stepSeconds", out JsonElement step))
        {
            state.Clock.Step(TimeSpan.FromSeconds(step.GetDouble()));
        }
        else
        {
            DateTime? now = clock.TryGetProperty("now", out JsonElement text)
                ? DateTime.Parse(text.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal)
                : null;
            state.Clock.Reset(now, clock.TryGetProperty("frozen", out JsonElement frozen) && frozen.GetBoolean());
        }
    }

    private void AddFaults(JsonElement faults)
    {
        foreach (JsonElement fault in faults.ValueKind == JsonValueKind.Array ? [.. faults.EnumerateArray()] : new[] { faults })
        {
            state.Faults.Add(fault.Deserialize<Fault>(Json)!);
        }
    }
}
