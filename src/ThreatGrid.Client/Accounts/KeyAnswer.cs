using System;
using System.Security;
using System.Text.Json;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Accounts;

/// <summary>Finds the key in an answer that holds one, and keeps it protected from then on.</summary>
internal static class KeyAnswer
{
    /// <summary>The key; null where there is none.</summary>
    public static SecureString? Find(byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
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
            bool isKey = SecretMembers.IsKey(member.Name) && member.Value.ValueKind == JsonValueKind.String;
            if ((isKey ? Protect(member.Value.GetString()!) : Find(member.Value)) is { } key)
            {
                return key;
            }
        }

        return null;
    }

    private static SecureString? Protect(string key)
    {
        if (key.Length == 0)
        {
            return null;
        }

        var secure = new SecureString();
        foreach (char c in key)
        {
            secure.AppendChar(c);
        }

        secure.MakeReadOnly();
        return secure;
    }
}
