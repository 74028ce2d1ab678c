using System.Text.Json;

namespace ThreatGrid.Observables.Formats;

/// <summary>What STIX objects refer to: who made them, and who may see them. The ids of the markings are fixed by the standard.</summary>
internal static class StixCommon
{
    private const string Made = "2017-01-20T00:00:00.000Z";

    public static string IdentityId { get; } = "identity--" + NamedUuid.Of("identity\n" + Vendor.Source);

    public static string MarkingId(TlpMarking tlp) => "marking-definition--" + tlp switch
    {
        TlpMarking.Clear => "613f2e26-407d-48c7-9eca-b8e91df99dc9",
        TlpMarking.Green => "34098fce-860f-48ae-8e50-ebd3cc5e41da",
        TlpMarking.Amber => "f88d31f6-486f-44da-b317-01333bde0b82",
        _ => "5e57c739-391a-4eb3-b6be-7d15ca92d5ed",
    };

    public static void WriteIdentity(Utf8JsonWriter json)
    {
        json.WriteString("type", "identity");
        json.WriteString("spec_version", "2.1");
        json.WriteString("id", IdentityId);
        json.WriteString("created", Made);
        json.WriteString("modified", Made);
        json.WriteString("name", Vendor.Source);
        json.WriteString("identity_class", "organization");
    }

    public static void WriteMarking(Utf8JsonWriter json, TlpMarking tlp)
    {
        // STIX 2.1 has the words of TLP 1: what is clear today was white then.
        string word = tlp switch { TlpMarking.Clear => "white", TlpMarking.Green => "green", TlpMarking.Amber => "amber", _ => "red" };
        json.WriteString("type", "marking-definition");
        json.WriteString("spec_version", "2.1");
        json.WriteString("id", MarkingId(tlp));
        json.WriteString("created", Made);
        json.WriteString("definition_type", "tlp");
        json.WriteString("name", "TLP:" + word.ToUpperInvariant());
        json.WriteStartObject("definition");
        json.WriteString("tlp", word);
        json.WriteEndObject();
    }
}
