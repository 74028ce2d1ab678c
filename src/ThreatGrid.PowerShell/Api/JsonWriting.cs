using System;
using System.Collections;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Text;
using System.Text.Json;

namespace ThreatGrid.PowerShell.Api;

/// <summary>Writes what a user gives as a body: hashtables, objects, lists and plain values, to any depth.</summary>
internal static class JsonWriting
{
    public static string Write(object? value)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            WriteValue(json, value);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        object? plain = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        switch (plain)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case SwitchParameter flag:
                json.WriteBooleanValue(flag);
                break;
            case int or long or short or byte or uint or ulong or ushort or sbyte or decimal or double or float:
                json.WriteRawValue(Convert.ToString(plain, CultureInfo.InvariantCulture)!);
                break;
            case DateTime time:
                json.WriteStringValue(UtcTime.Text(time.ToUniversalTime().Ticks));
                break;
            case IDictionary members:
                json.WriteStartObject();
                foreach (DictionaryEntry member in members)
                {
                    json.WritePropertyName(Convert.ToString(member.Key, CultureInfo.InvariantCulture)!);
                    WriteValue(json, member.Value);
                }

                json.WriteEndObject();
                break;
            case IEnumerable items:
                json.WriteStartArray();
                foreach (object? item in items)
                {
                    WriteValue(json, item);
                }

                json.WriteEndArray();
                break;
            case PSObject custom:
                json.WriteStartObject();
                foreach (PSPropertyInfo property in custom.Properties)
                {
                    json.WritePropertyName(property.Name);
                    WriteValue(json, property.Value);
                }

                json.WriteEndObject();
                break;
            default:
                json.WriteStringValue(Convert.ToString(plain, CultureInfo.InvariantCulture));
                break;
        }
    }
}
