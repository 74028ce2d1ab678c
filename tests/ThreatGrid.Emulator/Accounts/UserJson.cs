using System.Text.Json;

namespace ThreatGrid.Emulator.Accounts;

/// <summary>An account as the API writes it; the key among it, as on record.</summary>
internal static class UserJson
{
    public static void Write(Utf8JsonWriter json, EmulatorUser user, string? key = null)
    {
        json.WriteStartObject();
        json.WriteString("login", user.Login);
        json.WriteString("name", user.Name);
        json.WriteString("title", user.Title);
        json.WriteString("email", user.Email);
        json.WriteNumber("organization_id", user.OrganizationId);
        json.WriteString("role", user.Role);
        json.WriteString("api_key", key ?? user.Key);
        json.WriteBoolean("api_only", false);
        json.WriteBoolean("device", user.IsDevice);
        json.WriteBoolean("active", user.IsActive);
        json.WriteString("integration_id", "z1ci");
        json.WriteStartObject("properties");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
