using System;
using System.Collections.Generic;
using System.Linq;

namespace ThreatGrid;

/// <summary>A network stream of a run, what was said on it decoded where the server did (section 5.4 of the API reference).</summary>
#pragma warning disable CA1711 // It is the API's word for it, and no System.IO.Stream.
public sealed class SampleNetworkStream : SampleDetail, IKeyed
#pragma warning restore CA1711
{
    /// <summary>The number of the stream, as indicators name it.</summary>
    public string? StreamId { get; internal set; }

    /// <summary><c>TCP</c>, <c>UDP</c>, <c>ICMP</c>.</summary>
    public string? Transport { get; internal set; }

    /// <summary>What was spoken, where the server decoded it: <c>DNS</c>, <c>HTTP</c>, <c>DHCP</c>.</summary>
    public string? Protocol { get; internal set; }

    /// <summary>What the server took it for.</summary>
    public string? Service { get; internal set; }

    /// <summary>The address it came from.</summary>
    public string? SourceIp { get; internal set; }

    /// <summary>The port it came from; null where the transport has none.</summary>
    public int? SourcePort { get; internal set; }

    /// <summary>The address it went to.</summary>
    public string? DestinationIp { get; internal set; }

    /// <summary>The port it went to; null where the transport has none.</summary>
    public int? DestinationPort { get; internal set; }

    /// <summary>When it began, in local time.</summary>
    public DateTime? Start => UtcTime.Local(StartTicks);

    /// <summary>When it began, in UTC.</summary>
    public DateTime? StartUtc => UtcTime.Utc(StartTicks);

    /// <summary>When it ended, in local time.</summary>
    public DateTime? End => UtcTime.Local(EndTicks);

    /// <summary>When it ended, in UTC.</summary>
    public DateTime? EndUtc => UtcTime.Utc(EndTicks);

    /// <summary>How long it lasted, in seconds.</summary>
    public double? Duration { get; internal set; }

    /// <summary>All bytes.</summary>
    public long? Bytes { get; internal set; }

    /// <summary>The bytes from the source.</summary>
    public long? BytesSent { get; internal set; }

    /// <summary>The bytes from the destination.</summary>
    public long? BytesReceived { get; internal set; }

    /// <summary>All packets.</summary>
    public long? Packets { get; internal set; }

    /// <summary>The state of the connection as Zeek writes it, for example <c>S0</c>.</summary>
    public string? ConnectionState { get; internal set; }

    /// <summary>The record ids of the processes behind it.</summary>
    public TextList ProcessIds => Members.Texts(AdditionalProperties.Object("relation")?["process"]);

    /// <summary>Look-ups of names, where it is DNS.</summary>
    public ItemList<DnsLookup> Dns => new(Decoded.Where(DnsLookup.Is).Select(d => new DnsLookup(d)));

    /// <summary>Requests with their answers, where it is HTTP.</summary>
    public ItemList<HttpExchange> Http => new(HttpExchange.Pair(Decoded.Where(HttpExchange.Is)));

    /// <summary>Addresses given out, where it is DHCP.</summary>
    public ItemList<DhcpLease> Dhcp => new(Decoded.Where(DhcpLease.Is).Select(d => new DhcpLease(d)));

    string? IKeyed.Key
    {
        get => StreamId;
        set => StreamId = value;
    }

    internal long? StartTicks { get; set; }

    internal long? EndTicks { get; set; }

    private IEnumerable<MemberDictionary> Decoded => DnsLookup.Is(AdditionalProperties["decoded"] as MemberDictionary)
        ? [(MemberDictionary)AdditionalProperties["decoded"]!]
        : Members.Objects(AdditionalProperties["decoded"]);
}
