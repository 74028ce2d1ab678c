using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace ThreatGrid.Emulator.Accounts;

/// <summary>Finds the key of a request in any of the five places where servers take it.</summary>
internal static class RequestKey
{
    public static async Task<string?> FindAsync(HttpContext context, string[]? places = null)
    {
        bool Allowed(string place) => places is null || Array.IndexOf(places, place) >= 0;
        HttpRequest request = context.Request;
        string authorization = request.Headers.Authorization.ToString();
        if (Allowed("header") && authorization.StartsWith("bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return authorization[7..].Trim();
        }

        if (Allowed("query") && request.Query.TryGetValue("api_key", out Microsoft.Extensions.Primitives.StringValues query))
        {
            return query.ToString();
        }

        if (request.HasFormContentType && Allowed("form"))
        {
            IFormCollection form = await request.ReadFormAsync(context.RequestAborted);
            return form["api_key"];
        }

        if (Allowed("json") && request.Body is MemoryStream { Length: > 0 } body)
        {
            try
            {
                using JsonDocument json = JsonDocument.Parse(body.ToArray());
                return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("api_key", out JsonElement key) ? key.GetString() : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        return null;
    }
}
