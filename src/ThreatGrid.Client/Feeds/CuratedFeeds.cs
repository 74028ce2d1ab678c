using System;
using System.Collections.Generic;
using System.Linq;

namespace ThreatGrid.Client.Feeds;

/// <summary>The curated feeds there are (section 6.3 of the API reference).</summary>
internal static class CuratedFeeds
{
    /// <summary>A feed by its name, whatever its case; null where there is none.</summary>
    public static CuratedFeedInfo? Find(string name)
        => All.FirstOrDefault(f => string.Equals(f.Name, name.Trim(), StringComparison.OrdinalIgnoreCase));

    public static IReadOnlyList<CuratedFeedInfo> All { get; } =
    [
        new("autorun-registry", "Registry keys known for persistence (has been empty for years)"),
        new("banking-dns", "Network communication of banking trojans"),
        new("dga-dns", "Pseudo-random domains made by domain generation algorithms"),
        new("dll-hijacking-dns", "Samples that side-load or hijack DLLs"),
        new("doc-net-com-dns", "Documents (PDF, Office) that communicate"),
        new("downloaded-pe-dns", "Samples that download executables"),
        new("dynamic-dns", "Samples that use dynamic DNS providers"),
        new("irc-dns", "Samples that use IRC"),
        new("modified-hosts-dns", "Samples that change the Windows hosts file"),
        new("parked-dns", "Parked domains: private, localhost and broadcast addresses"),
        new("public-ip-check-dns", "Look-ups of one's own public address"),
        new("ransomware-dns", "Servers of ransomware"),
        new("rat-dns", "Network communication of remote-access trojans"),
        new("scheduled-tasks", "Scheduled tasks seen (has been empty for years)"),
        new("sinkholed-ip-dns", "Known DNS sinkholes"),
        new("stolen-cert-dns", "Samples signed with stolen certificates"),
    ];
}
