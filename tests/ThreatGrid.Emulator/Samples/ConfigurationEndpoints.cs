using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Samples;

/// <summary>What a submission can choose (section 4.10). The wrapper of the network exits is not on record.</summary>
internal static class ConfigurationEndpoints
{
    private static readonly (string Vm, string Display, string[] Software, bool UiOnly)[] Vms =
    [
        ("win7-x64", "Windows 7 64-bit", ["Adobe Reader 9", "Java 6", "Office 2010"], false),
        ("win7-x64-jp", "Windows 7 64-bit (Japanese)", ["Office 2010"], false),
        ("win10", "Windows 10", ["Adobe Reader DC", "Office 2016"], false),
        ("win10-x64-browser", "Windows 10 with a browser", ["Firefox"], true),
    ];

    private static readonly (string Name, string Display, string Description)[] Playbooks =
    [
        ("none", "None", "No user emulation"),
        ("default", "Random Cursor Movement with Image Recognition", "What a user would click"),
        ("close_file", "Close Active Window", "Closes what is open"),
        ("visit_site", "Visit Website Using Internet Explorer", "Opens a site and waits"),
        ("press_enter", "Dialogue OK", "Presses Enter now and then"),
    ];

    private static readonly (string Name, string Display, string Simulation)[] Exits =
    [
        ("phl-ven", "Philadelphia", "none"), ("ny-ven", "New York", "none"), ("sim", "Simulated", "all-simulated"),
    ];

    public static void Map(WebApplication app, EmulatorState state)
    {
        app.MapGet("/api/v3/configuration/vms", context => ApiAnswer.WriteAsync(context, state, 3, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("vms");
            foreach ((string vm, string display, string[] software, bool uiOnly) in Vms)
            {
                json.WriteStartObject();
                json.WriteString("vm", vm);
                json.WriteString("display-name", display);
                json.WritePropertyName("software");
                JsonSerializer.Serialize(json, software);
                json.WriteBoolean("ui-only", uiOnly);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }));
        app.MapGet("/api/v3/configuration/playbooks", context => ApiAnswer.WriteAsync(context, state, 3, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("playbooks");
            foreach ((string name, string display, string description) in Playbooks)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("display", display);
                json.WriteString("description", description);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }));
        app.MapGet("/api/v3/configuration/network-exits", context => ApiAnswer.WriteAsync(context, state, 3, json =>
        {
            string? wrapper = state.Settings.Text("exitsWrapper") ?? "network-exits";
            if (wrapper.Length > 0)
            {
                json.WriteStartObject();
                json.WritePropertyName(wrapper);
            }

            json.WriteStartArray();
            foreach ((string name, string display, string simulation) in Exits)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("display-name", display);
                json.WriteString("simulation", simulation);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (wrapper.Length > 0)
            {
                json.WriteEndObject();
            }
        }));
    }
}
