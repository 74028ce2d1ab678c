using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace ThreatGrid.Client.Json;

/// <summary>
/// JSON as plain .NET values. Nothing is guessed: a text that looks like a date stays a text, no digit of a number is lost,
/// names that differ only in case are two names.
/// </summary>
internal static class JsonValues
{
    /// <summary>Longer ones are kept as text: to make a number of them takes time by the square of their length.</summary>
    private const int MostDigits = 1000;

    public static object? From(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new MemberDictionary();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    members.Set(property.Name, From(property.Value));
                }

                return members;
            case JsonValueKind.Array:
                var items = new List<object?>(element.GetArrayLength());
                foreach (JsonElement item in element.EnumerateArray())
                {
                    items.Add(From(item));
                }

                return items.AsReadOnly();
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number:
                return Number(element);
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                return null;
        }
    }

    private static object Number(JsonElement element)
    {
        if (element.TryGetInt64(out long integer))
        {
            return integer;
        }

        string text = element.GetRawText();
        if (text.Length <= MostDigits && text.IndexOfAny(['.', 'e', 'E']) < 0 && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger big))
        {
            return element.TryGetUInt64(out ulong unsigned) ? unsigned : (object)big;
        }

        return element.TryGetDouble(out double number) && !double.IsInfinity(number) ? number : text;
    }
}
