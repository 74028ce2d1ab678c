using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Accounts;

/// <summary>Lets only requests with a valid key pass.</summary>
internal sealed class KeyMiddleware(RequestDelegate next, EmulatorState state)
{
    public async Task InvokeAsync(HttpContext context)
    {
        string? key = await RequestKey.FindAsync(context, state.Settings.List("keyPositions"));
        if (context.Request.Path.StartsWithSegments("/api") && (key is null || !state.Keys.Contains(key)))
        {
            await ApiAnswer.WriteErrorAsync(context, 401, "Unauthorized API request.");
            return;
        }

        context.Items["key"] = key;
        await next(context);
    }
}
