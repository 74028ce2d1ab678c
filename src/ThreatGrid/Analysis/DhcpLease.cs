using System;

namespace ThreatGrid;

/// <summary>An address given out by DHCP on a network stream.</summary>
public sealed class DhcpLease
{
    internal DhcpLease(MemberDictionary decoded)
    {
        Type = decoded.Text("type");
        ClientIp = decoded.Text("client_ip");
        ClientMac = decoded.Text("client_mac");
        ServerIp = decoded.Text("server_ip");
        Netmask = decoded.Text("netmask");
        Routers = Members.Texts(decoded["routers"]);
        DnsServers = Members.Texts(decoded["dns_servers"]);
        LeaseTime = decoded.Integer("lease_time");
    }

    /// <summary>The kind of message, for example <c>DHCP_ACK</c>.</summary>
    public string? Type { get; }

    /// <summary>The address given out.</summary>
    public string? ClientIp { get; }

    /// <summary>The MAC address of the client.</summary>
    public string? ClientMac { get; }

    /// <summary>The server.</summary>
    public string? ServerIp { get; }

    /// <summary>The mask of the network.</summary>
    public string? Netmask { get; }

    /// <summary>The routers.</summary>
    public TextList Routers { get; }

    /// <summary>The DNS servers.</summary>
    public TextList DnsServers { get; }

    /// <summary>How long it may be used, in seconds.</summary>
    public long? LeaseTime { get; }

    /// <summary>Kind and address in one line.</summary>
    /// <returns>For example <c>DHCP_ACK 192.168.1.35</c>.</returns>
    public override string ToString() => $"{Type} {ClientIp}".Trim();

    internal static bool Is(MemberDictionary decoded)
        => decoded.Text("type")?.StartsWith("DHCP", StringComparison.OrdinalIgnoreCase) == true || decoded.ContainsKey("client_mac");
}
