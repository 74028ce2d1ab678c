using Microsoft.AspNetCore.Builder;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Accounts;

/// <summary><c>GET /api/v3/session/whoami</c>. It echoes the key, as the real one does.</summary>
internal static class WhoAmIEndpoint
{
    public static void Map(WebApplication app, EmulatorState state)
        => app.MapGet("/api/v3/session/whoami", context => ApiAnswer.WriteAsync(context, state, 3, json =>
        {
            json.WriteStartObject();
            json.WriteString("login", "analyst1");
            json.WriteString("name", "Analyst One");
            json.WriteString("title", string.Empty);
            json.WriteString("email", "analyst@example.com");
            json.WriteNumber("organization_id", 77);
            json.WriteString("role", "user");
            json.WriteString("api_key", (string?)context.Items["key"]);
            json.WriteBoolean("api_only", false);
            json.WriteBoolean("device", false);
            json.WriteString("integration_id", "z1ci");
            json.WriteStartObject("properties");
            json.WriteEndObject();
            json.WriteEndObject();
        }));
}
