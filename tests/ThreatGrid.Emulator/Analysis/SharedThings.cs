using System;
using System.Linq;
using System.Net;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>What several samples have in common, so that a look-up finds more than one of them.</summary>
internal static class SharedThings
{
    public static readonly string[] BadDomains =
    [
        "panel.amber-control.example", "gate.cinder-host.example", "cdn.onyx-loader.example", "drop.mirage-files.example", "check.krypton-pool.example",
        "login.harbor-mail.example", "api.fable-stat.example", "beacon.garnet-net.example",
    ];

    public static readonly string[] GoodDomains = ["time.service.example", "update.vendor.example", "ocsp.authority.example", "www.search.example"];

    private static readonly Lazy<ArtifactContent[]> LazyFiles = new(() =>
        [.. Enumerable.Range(0, 8).Select(i => new ArtifactContent("shared-" + Node.Key(i), FileKind.Exe, 9_000 + (i * 1_711)))]);

    public static ArtifactContent[] Files => LazyFiles.Value;

    /// <summary>A domain has one address, whichever sample asks.</summary>
    public static string AddressOf(string domain)
    {
        if (IPAddress.TryParse(domain, out _))
        {
            return domain;
        }

        Chance chance = Chance.Of(0, "address", domain);
        return chance.Pick<string>(["192.0.2.", "198.51.100.", "203.0.113."]) + Node.Key(chance.Between(1, 254));
    }

    public static string AddressOf6(string domain) => "2001:db8::" + Chance.Of(0, "address6", domain).Hex(4);

    public static string AliasOf(string domain) => "edge-" + Node.Key(Chance.Of(0, "alias", domain).Below(50)) + ".delivery.example";
}
