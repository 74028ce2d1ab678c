using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>The member <c>network</c>: streams by number, with gaps and in no order.</summary>
internal sealed class NetworkPart
{
    private const string Router = "192.168.1.1";

    private readonly AnalysisPlan _plan;
    private readonly Chance _chance;

    private NetworkPart(AnalysisPlan plan)
    {
        _plan = plan;
        _chance = plan.Draws("network");
    }

    public static JsonObject Build(AnalysisPlan plan) => new NetworkPart(plan).Streams();

    private JsonObject Streams()
    {
        var streams = new JsonObject();
        foreach ((int number, JsonObject stream) in Numbered())
        {
            streams[Node.Key(number)] = stream;
        }

        return streams;
    }

    private IEnumerable<(int Number, JsonObject Stream)> Numbered()
    {
        string local = _plan.LocalAddress;
        string first = SharedThings.AddressOf(_plan.Domains[0]);
        string second = SharedThings.AddressOf(_plan.Domains[1]);
        yield return (10, With(Stream(10, "TCP", local, 49_670, second, 443, "ssl", 873, 5_092), ("ssl", Tls()), ("relation", Relation(AnalysisPlan.SampleProcess))));
        yield return (0, Stream(0, "UDP", "0.0.0.0", 68, "255.255.255.255", 67, "dhcp", 656, 0));
        yield return (1, With(Stream(1, "UDP", Router, 67, local, 68, "dhcp", 0, 664), ("protocol", "DHCP"), ("decoded", Dhcp())));
        if (_plan.AsksSecond)
        {
            yield return (11, With(Stream(11, "TCP", local, 49_671, second, 80, "http", 617, 2_728), ("protocol", "HTTP"), ("relation", Relation(AnalysisPlan.DroppedProcess)), ("decoded", HttpDecoding.Flat(_plan, _chance))));
        }

        yield return (14, Icmp(first));
        yield return (2, With(Stream(2, "UDP", local, 53_120, Router, 53, "dns", 212, 418), ("protocol", "DNS"), ("relation", new JsonObject { ["process"] = null }), ("decoded", DnsDecoding.Build(_plan, _chance))));
        yield return (3, Stream(3, "UDP", local, 5_353, "224.0.0.251", 5_353, null, 138, 0));
        if (_plan.AsksMain)
        {
            yield return (7, With(Stream(7, "TCP", local, 49_669, first, new Uri(_plan.MainUrl).Port, "http", 433, 1_278), ("protocol", "HTTP"), ("relation", Relation(AnalysisPlan.SampleProcess)), ("decoded", HttpDecoding.Paired(_plan, _chance))));
        }

        if (_chance.OneIn(2))
        {
            yield return (9, Stream(9, "UDP", local, 137, "192.168.1.255", 137, "dns", 288, 0));
        }

        yield return (12, Stream(12, "TCP", "172.16.1.1", 40_112, local, 8_022, null, 60, 40));
        if (!_plan.IsClean && _chance.OneIn(3))
        {
            yield return (17, With(Stream(17, "TCP", local, 49_702, SharedThings.AddressOf(_plan.Domains[0] + "#2"), 4_444, null, 180, 0), ("relation", Relation(AnalysisPlan.SampleProcess, AnalysisPlan.DroppedProcess))));
        }
    }

    private static JsonObject With(JsonObject stream, params ReadOnlySpan<(string Name, JsonNode Value)> members)
    {
        foreach ((string name, JsonNode value) in members)
        {
            stream[name] = value;
        }

        return stream;
    }

    private static JsonObject Relation(params int[] processes) => new() { ["process"] = Node.Numbers(processes) };

    private JsonObject Icmp(string destination)
    {
        JsonObject stream = Stream(14, "ICMP", _plan.LocalAddress, 0, destination, 0, null, 120, 120);
        stream.Remove("src_port");
        stream.Remove("dst_port");
        return stream;
    }

    private JsonObject Stream(int session, string transport, string from, int fromPort, string to, int toPort, string? service, int sent, int received)
    {
        int header = transport == "TCP" ? 40 : 28;
        int packetsSent = Packets(sent);
        int packetsReceived = Packets(received);
        double begin = Node.Exact(_plan.ExecutedAt.AddSeconds(session).AddMicroseconds(_chance.Below(900_000)));
        double duration = sent + received < 150 ? 0 : Math.Round(_chance.Fraction() * (transport == "TCP" ? 30 : 0.01), 6);
        var stream = new JsonObject
        {
            ["transport"] = transport,
            ["src"] = from,
            ["src_port"] = fromPort,
            ["dst"] = to,
            ["dst_port"] = toPort,
            ["uid"] = "C" + _chance.Hex(16),
            ["session"] = session,
            ["duration"] = duration,
            ["ts_begin"] = begin,
            ["ts_end"] = Math.Round(begin + duration, 6),
            ["conn_state"] = received == 0 ? "S0" : sent == 0 ? "SHR" : "SF",
            ["history"] = received == 0 ? "D" : sent == 0 ? "^d" : transport == "TCP" ? "ShADadFf" : "Dd",
            ["bytes"] = sent + received,
            ["bytes_orig"] = sent,
            ["bytes_resp"] = received,
            ["bytes_missed"] = 0,
            ["bytes_payload"] = Payload(sent, packetsSent, header) + Payload(received, packetsReceived, header),
            ["bytes_orig_payload"] = Payload(sent, packetsSent, header),
            ["bytes_resp_payload"] = Payload(received, packetsReceived, header),
            ["packets"] = packetsSent + packetsReceived,
        };
        if (service is not null)
        {
            stream["service"] = service;
        }

        if (!_plan.IsNewer || packetsSent > 0)
        {
            stream["packets_orig"] = packetsSent;
        }

        if (!_plan.IsNewer || packetsReceived > 0)
        {
            stream["packets_resp"] = packetsReceived;
        }

        return stream;
    }

    private static int Packets(int bytes) => bytes == 0 ? 0 : 1 + (bytes / 600);

    private static int Payload(int bytes, int packets, int header) => Math.Max(0, bytes - (packets * header));

    private JsonArray Dhcp() => [Lease("DHCP_OFFER", withTime: true), Lease("DHCP_ACK", withTime: false)];

    private JsonObject Lease(string type, bool withTime)
    {
        var lease = new JsonObject
        {
            ["type"] = type,
            ["client_ip"] = _plan.LocalAddress,
            ["client_mac"] = "00:00:5e:00:53:01",
            ["server_ip"] = Router,
            ["netmask"] = "255.255.255.0",
            ["routers"] = Node.Texts(Router),
            ["dns_servers"] = Node.Texts(Router),
        };
        if (withTime)
        {
            lease["lease_time"] = 1_200;
        }

        return lease;
    }

    /// <summary>Only the name of this member is on record; what is in it is made up.</summary>
    private JsonObject Tls() => new()
    {
        ["version"] = "TLSv12",
        ["cipher"] = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        ["server_name"] = _plan.Domains[1],
        ["subject"] = "CN=" + _plan.Domains[1],
        ["issuer"] = "CN=Example Authority,O=Example",
        ["established"] = true,
    };
}
