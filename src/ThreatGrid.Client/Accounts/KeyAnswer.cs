using System;
using System.Security;
using System.Text.Json;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Accounts;

/// <summary>Finds the key in an answer that holds one, and keeps it protected from then on.</summary>
internal static class KeyAnswer
{
    /// <summary>No header has room for a longer one.</summary>
    private const int LongestKey = 4096;

    /// <summary>The key; null where there is none.</summary>
    public static SecureString? Find(byte[] body)
    {
        byte[] json = JsonText.Repair(body);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Find(document.RootElement);
        }
        catch (JsonException)
        {
            // Such a write may answer with nothing at all.
            return null;
        }
        finally
        {
            Array.Clear(body, 0, body.Length);
            Array.Clear(json, 0, json.Length);
        }
    }

    private static SecureString? Find(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (SecretMembers.IsKey(member.Name) && member.Value.ValueKind == JsonValueKind.String && member.Value.GetString() is { Length: > 0 and <= LongestKey } text)
            {
                return SecureText.Protect(text);
            }

            if (Find(member.Value) is { } key)
            {
                return key;
            }
        }

        return null;
    }
}
