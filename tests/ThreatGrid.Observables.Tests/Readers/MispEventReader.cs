using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>Reads a MISP event of the core format, and checks what MISP refuses or takes for something else.</summary>
internal static class MispEventReader
{
    private static readonly Regex Uuid = new("^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$");

    private static readonly Dictionary<string, string> Categories = new(StringComparer.Ordinal)
    {
        ["ip-dst"] = "Network activity",
        ["ip-dst|port"] = "Network activity",
        ["domain"] = "Network activity",
        ["url"] = "Network activity",
        ["sha256"] = "Payload delivery",
        ["sha1"] = "Payload delivery",
        ["md5"] = "Payload delivery",
        ["filename"] = "Payload delivery",
        ["regkey"] = "Persistence mechanism",
    };

    public static (JsonElement Event, IReadOnlyList<JsonElement> Attributes) Read(string text)
    {
        JsonElement root = StrictJson.Read(text).EnumerateObject().Single(m => m.Name == "Event").Value;
        Require(Uuid.IsMatch(root.Text("uuid")!), "uuid");
        Require(Regex.IsMatch(root.Text("date")!, @"^\d{4}-\d\d-\d\d$"), "date");
        Require(Regex.IsMatch(root.Text("timestamp")!, @"^\d+$"), "timestamp");
        Require(Regex.IsMatch(root.Text("threat_level_id")!, "^[1-4]$") && Regex.IsMatch(root.Text("analysis")!, "^[0-2]$"), "level");
        List<JsonElement> attributes = [.. root.GetProperty("Attribute").EnumerateArray()];
        foreach (JsonElement attribute in attributes)
        {
            Require(Uuid.IsMatch(attribute.Text("uuid")!), "uuid of an attribute");
            Require(Categories[attribute.Text("type")!] == attribute.Text("category"), "category");
            Require(Regex.IsMatch(attribute.Text("timestamp")!, @"^\d+$"), "timestamp of an attribute");
            Require(attribute.GetProperty("to_ids").ValueKind is JsonValueKind.True or JsonValueKind.False, "to_ids");
            Require(string.CompareOrdinal(attribute.Text("first_seen"), attribute.Text("last_seen")) <= 0, "first_seen");
        }

        Require(attributes.Select(a => a.Text("uuid")).Distinct().Count() == attributes.Count, "uuids are there twice");
        return (root, attributes);
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new FormatException(what + " is not as MISP wants it.");
        }
    }
}
