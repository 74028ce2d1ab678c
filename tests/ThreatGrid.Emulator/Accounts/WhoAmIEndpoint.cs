using Microsoft.AspNetCore.Builder;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Accounts;

/// <summary><c>GET /api/v3/session/whoami</c>. It echoes the key, as the real one does.</summary>
internal static class WhoAmIEndpoint
{
    public static void Map(WebApplication app, EmulatorState state)
        => app.MapGet("/api/v3/session/whoami", context => ApiAnswer.WriteAsync(context, state, 3, json => UserJson.Write(json, Caller.Of(context), (string?)context.Items["key"])));
}
