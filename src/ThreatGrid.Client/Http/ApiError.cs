using System;
using System.Text.Json;

namespace ThreatGrid.Client.Http;

/// <summary>The message in an error body, in both forms on record: <c>error</c> as an object and <c>error</c> as a text (section 2.5).</summary>
internal static class ApiError
{
    /// <summary>The message; null where the body is not an error of the API.</summary>
    public static string? ReadMessage(string body)
    {
        if (!body.TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            if (!document.RootElement.TryGetProperty("error", out JsonElement error))
            {
                return null;
            }

            return error.ValueKind switch
            {
                JsonValueKind.String => error.GetString(),
                JsonValueKind.Object => ReadObject(error),
                _ => null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? ReadObject(JsonElement error)
    {
        if (error.TryGetProperty("message", out JsonElement message) && message.ValueKind == JsonValueKind.String)
        {
            return message.GetString()?.Trim();
        }

        if (error.TryGetProperty("errors", out JsonElement errors) && errors.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement one in errors.EnumerateArray())
            {
                if (one.ValueKind == JsonValueKind.Object && one.TryGetProperty("message", out message) && message.ValueKind == JsonValueKind.String)
                {
                    return message.GetString()?.Trim();
                }
            }
        }

        return null;
    }
}
