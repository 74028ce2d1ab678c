using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace ThreatGrid.Client.Analysis;

/// <summary>Collects the observables of a run: each value once, with all places where it was seen.</summary>
internal sealed class ObservableCollector(Origin? origin, string? sampleId)
{
    private readonly Dictionary<(ObservableType Type, string Value), List<string>> _seen = [];
    private readonly HashSet<(ObservableType Type, string Value, string Place)> _places = [];
    private readonly List<(ObservableType Type, string Value)> _order = [];
    private readonly HashSet<string?> _whitelisted = new(StringComparer.OrdinalIgnoreCase);

    public void Add(SampleNetworkStream stream)
    {
        string place = "network_streams/" + stream.StreamId;
        AddHost(stream.SourceIp, place + " src");
        AddHost(stream.DestinationIp, place + " dst");
        foreach (DnsLookup lookup in stream.Dns)
        {
            AddHost(lookup.Query, place + " dns query");
            foreach (string answer in lookup.Answers)
            {
                AddHost(answer, place + " dns answer");
            }
        }

        foreach (HttpExchange exchange in stream.Http)
        {
            Add(ObservableType.Url, exchange.Url, place + " http");
            AddHost(exchange.Host, place + " http host");
            Add(ObservableType.Sha256, exchange.RequestSha256, place + " http request body");
            Add(ObservableType.Sha256, exchange.ResponseSha256, place + " http response body");
        }

        foreach (DhcpLease lease in stream.Dhcp)
        {
            AddHost(lease.ClientIp, place + " dhcp client");
            AddHost(lease.ServerIp, place + " dhcp server");
        }
    }

    public void Add(SampleArtifact artifact)
    {
        string place = $"artifacts/{artifact.ArtifactId}{(artifact.Source is { Length: > 0 } source ? " " + source : string.Empty)}";
        Add(ObservableType.Sha256, artifact.Sha256, place);
        Add(ObservableType.Sha1, artifact.Sha1, place);
        Add(ObservableType.Md5, artifact.Md5, place);
        if (artifact.IsWhitelisted)
        {
            _whitelisted.UnionWith([artifact.Sha256, artifact.Sha1, artifact.Md5]);
        }

        Add(ObservableType.Path, artifact.Path, place);
    }

    public void Add(SampleProcess process)
    {
        string place = "processes/" + process.RecordId;
        Add(ObservableType.Path, process.ImagePath, place + " image");
        AddAll(ObservableType.Path, process.FilesCreated, place + " created");
        AddAll(ObservableType.Path, process.FilesModified, place + " modified");
        AddAll(ObservableType.Path, process.FilesDeleted, place + " deleted");
        AddAll(ObservableType.RegistryKey, process.RegistryKeysCreated, place + " created");
        AddAll(ObservableType.RegistryKey, process.RegistryKeysModified, place + " modified");
        AddAll(ObservableType.RegistryKey, process.RegistryKeysDeleted, place + " deleted");
    }

    /// <summary>The members of an indicator's rows that hold observables (appendix B of the API reference).</summary>
    public void Add(SampleIndicator indicator)
    {
        string place = "iocs/" + indicator.Indicator;
        foreach (MemberDictionary row in indicator.Data)
        {
            AddAll(ObservableType.Url, Members.Texts(row["URL"]), place);
            AddAll(ObservableType.Path, Members.Texts(row["Path"]), place);
            AddAll(ObservableType.Sha256, Members.Texts(row["SHA256"]), place);
            AddAll(ObservableType.RegistryKey, Members.Texts(row["RegKey_Name"]), place);
            foreach (string member in (string[])["IP", "Domain", "Query_Data", "Answer_Data"])
            {
                foreach (string host in Members.Texts(row[member]))
                {
                    AddHost(host, place);
                }
            }
        }
    }

    public void Add(SampleAnnotation annotation) => AddHost(annotation.Ip, "annotations");

    /// <summary>All values, by kind, each kind in the order in which they came.</summary>
    public IEnumerable<SampleObservable> All()
    {
        foreach (ObservableType type in (ObservableType[])Enum.GetValues(typeof(ObservableType)))
        {
            foreach ((ObservableType Type, string Value) key in _order)
            {
                if (key.Type == type)
                {
                    yield return new SampleObservable(origin, sampleId, key.Type, key.Value)
                    {
                        SeenIn = new TextList(_seen[key]),
                        IsInternal = IsInternal(key.Type, key.Value),
                        IsWhitelisted = key.Type is ObservableType.Sha256 or ObservableType.Sha1 or ObservableType.Md5 && _whitelisted.Contains(key.Value),
                    };
                }
            }
        }
    }

    /// <summary>Addresses that belong to no network outside: unspecified, private, loopback, link-local, multicast, broadcast.</summary>
    internal static bool IsInternal(ObservableType type, string value)
    {
        string host = type == ObservableType.Url && Uri.TryCreate(value, UriKind.Absolute, out Uri? url) ? url.Host.Trim('[', ']') : value;
        if (type is not (ObservableType.Ip or ObservableType.Url) || !IPAddress.TryParse(host, out IPAddress? address))
        {
            return false;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        byte[] b = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return IPAddress.IsLoopback(address) || address.Equals(IPAddress.IPv6Any) || address.IsIPv6LinkLocal || address.IsIPv6Multicast || (b[0] & 0xFE) == 0xFC;
        }

        return b[0] is 0 or 10 or 127 or >= 224
            || (b[0] == 172 && b[1] is >= 16 and <= 31)
            || (b[0] == 192 && b[1] == 168)
            || (b[0] == 169 && b[1] == 254)
            || (b[0] == 100 && b[1] is >= 64 and <= 127);
    }

    private void AddHost(string? value, string place)
    {
        if (value is not null)
        {
            bool isAddress = IPAddress.TryParse(value, out IPAddress? address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || value.Split('.').Length == 4);
            Add(isAddress ? ObservableType.Ip : ObservableType.Domain, value, place);
        }
    }

    private void AddAll(ObservableType type, TextList values, string place)
    {
        foreach (string value in values)
        {
            Add(type, value, place);
        }
    }

    private void Add(ObservableType type, string? value, string place)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return;
        }

        // Hashes and names do not differ by case; paths and keys are shown as they were written first.
#pragma warning disable CA1308 // Both are written in lower case everywhere.
        string text = type is ObservableType.Sha256 or ObservableType.Sha1 or ObservableType.Md5 or ObservableType.Domain ? value!.ToLowerInvariant() : value!;
#pragma warning restore CA1308
        if (!_seen.TryGetValue((type, text), out List<string>? places))
        {
            _seen[(type, text)] = places = [];
            _order.Add((type, text));
        }

        if (_places.Add((type, text, place)))
        {
            places.Add(place);
        }
    }
}
