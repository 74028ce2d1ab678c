using System;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>Checks a STIX 2.1 object: sections 3 (common), 4.7 (indicator), 4.5 (identity) and 7.2 (markings) of the standard.</summary>
internal static class StixObjectReader
{
    private const string Uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    private static readonly Regex Time = new(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3,6})?Z$", RegexOptions.CultureInvariant);

    public static void Check(JsonElement item)
    {
        string type = item.GetProperty("type").GetString()!;
        Require(item.Text("spec_version") == "2.1", "spec_version", item);
        CheckId(item.Text("id"), type);
        RequireTime(item, "created");
        CheckValues(item);
        switch (type)
        {
            case "indicator":
                CheckIndicator(item);
                break;
            case "identity":
                Require(IsVersion5(item.Text("id")!) && item.Text("name")!.Length > 0 && item.Text("identity_class") == "organization", "identity", item);
                RequireTime(item, "modified");
                break;
            case "marking-definition":
                Require(item.Text("definition_type") == "tlp" && !item.TryGetProperty("modified", out _) && item.GetProperty("definition").Text("tlp") is not null, "marking", item);
                break;
            default:
                throw new FormatException("No object that an export has: " + type);
        }
    }

    public static void CheckId(string? id, string type) => Require(id is not null && Regex.IsMatch(id, "^" + type + "--" + Uuid + "$"), "id " + id, default);

    public static bool IsVersion5(string id) => id[id.IndexOf("--", StringComparison.Ordinal) + 2 + 14] == '5';

    private static void CheckIndicator(JsonElement item)
    {
        Require(IsVersion5(item.Text("id")!), "version of the UUID", item);
        RequireTime(item, "modified");
        RequireTime(item, "valid_from");
        RequireTime(item, "valid_until");
        Require(string.CompareOrdinal(item.Text("modified"), item.Text("created")) >= 0, "modified", item);
        Require(string.CompareOrdinal(item.Text("valid_until"), item.Text("valid_from")) > 0, "valid_until", item);
        Require(item.Text("pattern_type") == "stix", "pattern_type", item);
        Require(item.Number("confidence") is null or (>= 0 and <= 100), "confidence", item);
        Require(item.GetProperty("indicator_types").GetArrayLength() > 0, "indicator_types", item);
        CheckId(item.Text("created_by_ref"), "identity");
        StixPatternReader.Read(item.Text("pattern")!);
        if (item.TryGetProperty("external_references", out JsonElement references))
        {
            foreach (JsonElement reference in references.EnumerateArray())
            {
                Require(reference.Text("source_name")!.Length > 0 && (reference.Text("external_id") ?? reference.Text("url")) is not null, "external_references", item);
            }
        }
    }

    /// <summary>No member may be null, and no list empty.</summary>
    private static void CheckValues(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    CheckValues(member.Value);
                }

                break;
            case JsonValueKind.Array:
                Require(value.GetArrayLength() > 0, "an empty list", value);
                foreach (JsonElement entry in value.EnumerateArray())
                {
                    CheckValues(entry);
                }

                break;
            default:
                Require(value.ValueKind != JsonValueKind.Null, "null", value);
                break;
        }
    }

    private static void RequireTime(JsonElement item, string name) => Require(item.Text(name) is { } text && Time.IsMatch(text), name, item);

    private static void Require(bool holds, string what, JsonElement item)
    {
        if (!holds)
        {
            throw new FormatException(what + " is not as the standard wants it: " + (item.ValueKind == JsonValueKind.Undefined ? string.Empty : item.GetRawText()));
        }
    }
}
