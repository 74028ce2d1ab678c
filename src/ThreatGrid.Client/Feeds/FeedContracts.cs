using System;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Feeds;

/// <summary>What the rows of the feeds look like on the wire (section 6 of the API reference).</summary>
internal static class FeedContracts
{
    public static JsonContract<IocFeedItem> Ip { get; } = Common<IpFeedItem>()
        .Text("ip", (r, v) => ((IpFeedItem)r).Ip = v)
        .Integer("port", (r, v) => ((IpFeedItem)r).Port = Small(v));

    public static JsonContract<IocFeedItem> Domain { get; } = Common<DomainFeedItem>()
        .Text("domain", (r, v) => ((DomainFeedItem)r).Domain = v);

    public static JsonContract<IocFeedItem> Url { get; } = Common<UrlFeedItem>()
        .Text("url", (r, v) => ((UrlFeedItem)r).Url = v);

    public static JsonContract<IocFeedItem> Path { get; } = Common<PathFeedItem>()
        .Text("path", (r, v) => ((PathFeedItem)r).Path = v);

    public static JsonContract<IocFeedItem> Artifact { get; } = Common<ArtifactFeedItem>()
        .Integer("aid", (r, v) => ((ArtifactFeedItem)r).ArtifactId = v)
        .Text("artifact_md5", (r, v) => ((ArtifactFeedItem)r).ArtifactMd5 = v)
        .Text("artifact_sha256", (r, v) => ((ArtifactFeedItem)r).ArtifactSha256 = v)
        .Text("path", (r, v) => ((ArtifactFeedItem)r).Path = v);

    public static JsonContract<IocFeedItem> NetworkStream { get; } = Common<NetworkStreamFeedItem>()
        .Text("src", (r, v) => ((NetworkStreamFeedItem)r).SourceIp = v)
        .Integer("src_port", (r, v) => ((NetworkStreamFeedItem)r).SourcePort = Small(v))
        .Text("dst", (r, v) => ((NetworkStreamFeedItem)r).DestinationIp = v)
        .Integer("dst_port", (r, v) => ((NetworkStreamFeedItem)r).DestinationPort = Small(v));

    /// <summary>No source shows a row of this feed; the likely names are tried, the rest is kept as it comes.</summary>
    public static JsonContract<IocFeedItem> RegistryKey { get; } = Common<RegistryKeyFeedItem>()
        .Text("registry_key", (r, v) => ((RegistryKeyFeedItem)r).RegistryKey ??= v)
        .Text("key", (r, v) => ((RegistryKeyFeedItem)r).RegistryKey ??= v);

    public static JsonContract<CuratedFeedItem> Curated { get; } = new JsonContract<CuratedFeedItem>(() => new CuratedFeedItem())
        .Text("description", (r, v) => r.Description = v, shared: true)
        .List("ips", (r, v) => r.Ips = v)
        .Text("sample_md5", (r, v) => r.SampleMd5 = v)
        .Parsed("sample", (r, v) => r.TrySetSample(v))
        .Text("sample_sha256", (r, v) => r.SampleSha256 = v)
        .Text("info", (r, v) => r.InfoLink = v)
        .Text("domain", (r, v) => r.Domain = v)
        .Text("sample_sha1", (r, v) => r.SampleSha1 = v)
        .Time("timestamp", (r, v) => r.UtcTicks = v);

    public static JsonContract<IocFeedItem> Of(IocFeedType type) => type switch
    {
        IocFeedType.Artifact => Artifact,
        IocFeedType.Domain => Domain,
        IocFeedType.Ip => Ip,
        IocFeedType.NetworkStream => NetworkStream,
        IocFeedType.Path => Path,
        IocFeedType.RegistryKey => RegistryKey,
        _ => Url,
    };

    /// <summary>Only the domain feed's rows are on record; the value of the others is taken under the feed's own word.</summary>
    public static JsonContract<SampleFeedItem> OfSamples(SampleFeedType type)
    {
        JsonContract<SampleFeedItem> data = new JsonContract<SampleFeedItem>(() => new SampleFeedItem())
            .List("answers", (r, v) => r.Answers = v)
            .List("statuses", (r, v) => r.Statuses = v);
        JsonContract<SampleFeedItem> contract = new JsonContract<SampleFeedItem>(() => new SampleFeedItem { FeedType = type })
            .Text("sample", (r, v) => r.SampleId = v, shared: true)
            .Time("ts", (r, v) => r.UtcTicks = v)
            .Text("relation", (r, v) => r.Relation = v, shared: true)
            .Nested("data", data);
        foreach (string name in ValueNames(type))
        {
            contract.Text(name, (r, v) => r.Observable ??= v);
        }

        return contract;
    }

    private static string[] ValueNames(SampleFeedType type) => type switch
    {
        SampleFeedType.Domain => ["domain"],
        SampleFeedType.Ip => ["ip"],
        SampleFeedType.Path => ["path"],
        _ => ["sha256", "checksum", "sha1", "md5"],
    };

    private static JsonContract<IocFeedItem> Common<T>()
        where T : IocFeedItem, new()
        => new JsonContract<IocFeedItem>(static () => new T())
            .Time("timestamp", (r, v) => r.UtcTicks = v)
            .Text("sample_id", (r, v) => r.SampleId = v, shared: true)
            .Text("sample_sha256", (r, v) => r.SampleSha256 = v, shared: true)
            .Text("ioc", (r, v) => r.Indicator = v, shared: true)
            .Integer("confidence", (r, v) => r.Confidence = Small(v), isIdentity: false)
            .Integer("severity", (r, v) => r.Severity = Small(v), isIdentity: false);

    private static int? Small(long? value) => value is { } v ? (int)Math.Max(int.MinValue, Math.Min(int.MaxValue, v)) : null;
}
