using System;
using System.Globalization;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace ThreatGrid.Emulator.Control;

/// <summary>Makes every answer as slow as asked, and gives it the emulator's own time.</summary>
internal sealed class LatencyMiddleware(RequestDelegate next, EmulatorState state)
{
    public async Task InvokeAsync(HttpContext context)
    {
        DateTime date = state.Clock.UtcNow + TimeSpan.FromSeconds(state.Settings.Number("dateSkewSeconds") ?? 0);
        context.Response.Headers.Date = date.ToString("R", CultureInfo.InvariantCulture);
        int latency = (int)(state.Settings.Number("latencyMs") ?? state.Options.LatencyMs);
        if (latency > 0)
        {
            await Task.Delay(latency, context.RequestAborted);
        }

        await next(context);
    }
}
