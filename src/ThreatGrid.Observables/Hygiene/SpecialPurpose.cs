using System;

namespace ThreatGrid.Observables.Hygiene;

/// <summary>Addresses and names that are nobody's on the Internet.</summary>
internal static class SpecialPurpose
{
    private static readonly Lazy<NetworkSet> Networks = new(() =>
    {
        var set = new NetworkSet();
        foreach ((string entry, string note) in DataFile.Read("special-addresses.txt"))
        {
            set.Add(Network.Parse(entry) ?? throw new FormatException(entry), note);
        }

        return set;
    });

    private static readonly Lazy<DomainSet> Domains = new(() =>
    {
        var set = new DomainSet();
        foreach ((string entry, string note) in DataFile.Read("special-domains.txt"))
        {
            set.Add(entry, withChildren: true, note);
        }

        return set;
    });

    /// <summary>What range an address lies in, itself or the IPv4 address it stands for; null for an ordinary one.</summary>
    public static string? Of(Network network)
        => Networks.Value.Find(network) ?? (network.Embedded() is { } embedded && Networks.Value.Find(embedded) is { } note ? "stands for an IPv4 address that is " + note : null);

    /// <summary>Why nobody on the Internet has a name; null for an ordinary one.</summary>
    public static string? Of(string domain)
        => Domains.Value.Find(domain) ?? (domain.IndexOf('.') < 0 ? "single label" : null);
}
