using System;
using System.Collections.Generic;
using System.Net;
using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>The member <c>annotations</c>: what is known of the addresses in the streams.</summary>
internal static class AnnotationPart
{
    private static readonly IPNetwork[] Private = Array.ConvertAll(
        ["0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3"],
        IPNetwork.Parse);

    private static readonly (string Code, string Name, string Region, string RegionName, string City)[] Places =
    [
        ("US", "United States", "CA", "California", "Exampleville"), ("DE", "Germany", "BE", "Berlin", "Musterstadt"), ("SE", "Sweden", "AB", "Stockholm", "Exempelby"),
    ];

    public static JsonObject Build(AnalysisPlan plan, JsonObject streams)
    {
        string time = Node.Iso(plan.Facts.CompletedAt.AddSeconds(-1));
        var network = new JsonObject();
        foreach (KeyValuePair<string, JsonNode?> stream in streams)
        {
            foreach (string end in new[] { "src", "dst" })
            {
                string address = stream.Value![end]!.GetValue<string>();
                if (!network.ContainsKey(address))
                {
                    network[address] = Of(address, time);
                }
            }
        }

        return new JsonObject { ["network"] = network };
    }

    /// <summary>The networks of the documentation count as public here.</summary>
    private static bool IsPublic(string address) => !Array.Exists(Private, n => n.Contains(IPAddress.Parse(address)));

    private static JsonObject Of(string address, string time)
    {
        var annotation = new JsonObject { ["ts"] = time };
        if (!IsPublic(address))
        {
            return annotation;
        }

        Chance chance = Chance.Of(0, "place", address);
        (string code, string name, string region, string regionName, string city) = chance.Pick(Places);
        annotation["asn"] = chance.Between(64_496, 64_511);
        annotation["country"] = code;
        annotation["country_name"] = name;
        annotation["org"] = "Example Net " + Node.Key(chance.Between(1, 9));
        if (!chance.OneIn(4))
        {
            annotation["region"] = region;
            annotation["region_name"] = regionName;
            annotation["city"] = city;
            annotation["reverse_dns"] = Node.Texts("host-" + address.Replace('.', '-') + ".net.example");
        }

        return annotation;
    }
}
