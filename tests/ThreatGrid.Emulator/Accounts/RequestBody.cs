using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Accounts;

/// <summary>The members of a write: JSON, or a form (section 2.3).</summary>
internal static class RequestBody
{
    public static async Task<Dictionary<string, JsonElement>> ReadAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType)
        {
            IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
            return form.ToDictionary(f => f.Key, f => JsonSerializer.SerializeToElement(f.Value.ToString()));
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        try
        {
            return body.Length == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(body.ToArray()) ?? [];
        }
        catch (JsonException)
        {
            throw new BadParameterException("The body is no JSON object. ");
        }
    }

    public static string? Text(this Dictionary<string, JsonElement> members, string name)
        => members.TryGetValue(name, out JsonElement value) ? value.ToString() : null;

    /// <summary>Pairs of samples and minutes; null where the text says that there is no limit.</summary>
    public static List<(long, long)>? Windows(JsonElement value)
        => value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(p => (p[0].GetInt64(), p[1].GetInt64()))]
            : value.ToString() == "nil" ? null : throw new BadParameterException("The parameter submission-rate-limit is not a list of pairs. ");
}
