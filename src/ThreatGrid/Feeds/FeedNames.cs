namespace ThreatGrid;

/// <summary>The feeds as outputs and checkpoints name them. They stand in files of users: a name never changes.</summary>
internal static class FeedNames
{
    public static string Of(IocFeedType type) => type switch
    {
        IocFeedType.Artifact => "ioc-artifact",
        IocFeedType.Domain => "ioc-domain",
        IocFeedType.Ip => "ioc-ip",
        IocFeedType.NetworkStream => "ioc-network-stream",
        IocFeedType.Path => "ioc-path",
        IocFeedType.RegistryKey => "ioc-registry-key",
        _ => "ioc-url",
    };

    public static string Of(SampleFeedType type) => type switch
    {
        SampleFeedType.Checksum => "sample-checksum",
        SampleFeedType.Domain => "sample-domain",
        SampleFeedType.Ip => "sample-ip",
        _ => "sample-path",
    };
}
