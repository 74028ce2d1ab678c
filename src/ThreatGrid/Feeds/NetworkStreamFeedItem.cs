using ThreatGrid.Observables;

namespace ThreatGrid;

/// <summary>A row of the network stream feed: a connection that a sample made.</summary>
public sealed class NetworkStreamFeedItem : IocFeedItem
{
    /// <inheritdoc />
    public override IocFeedType FeedType => IocFeedType.NetworkStream;

    /// <summary>The address the connection came from, usually inside the sandbox.</summary>
    public string? SourceIp { get; internal set; }

    /// <summary>The port the connection came from.</summary>
    public int? SourcePort { get; internal set; }

    /// <summary>The address the connection went to.</summary>
    public string? DestinationIp { get; internal set; }

    /// <summary>The port the connection went to.</summary>
    public int? DestinationPort { get; internal set; }

    /// <inheritdoc />
    public override string? Value => DestinationIp;

    /// <inheritdoc />
    public override string? Defanged => Defang.Host(DestinationIp);

    internal override ObservableType? Kind => ObservableType.Ip;

    internal override string? Detail => string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0} {1} {2}", SourceIp, SourcePort, DestinationPort);
}
