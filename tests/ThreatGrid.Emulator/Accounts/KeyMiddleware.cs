using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Accounts;

/// <summary>Lets only requests with the key of an active account pass.</summary>
internal sealed class KeyMiddleware(RequestDelegate next, EmulatorState state)
{
    public async Task InvokeAsync(HttpContext context)
    {
        string? key = await RequestKey.FindAsync(context, state.Settings.List("keyPositions"));
        EmulatorUser? user = key is null ? null : state.Users.ByKey(key);
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            if (user is null)
            {
                await ApiAnswer.WriteErrorAsync(context, 401, "Unauthorized API request.");
                return;
            }

            if (!user.IsActive)
            {
                await ApiAnswer.WriteErrorAsync(context, 403, "The account is de-activated.");
                return;
            }
        }

        context.Items["key"] = key;
        context.Items["user"] = user;
        await next(context);
    }
}
