using ThreatGrid.Observables;

namespace ThreatGrid;

/// <summary>A row of the address feed: an address that a sample talked to.</summary>
public sealed class IpFeedItem : IocFeedItem
{
    /// <inheritdoc />
    public override IocFeedType FeedType => IocFeedType.Ip;

    /// <summary>The address, IPv4 or IPv6, as the server wrote it.</summary>
    public string? Ip { get; internal set; }

    /// <summary>The port; null where the server names none.</summary>
    public int? Port { get; internal set; }

    /// <inheritdoc />
    public override string? Value => Ip;

    /// <inheritdoc />
    public override string? Defanged => Defang.Host(Ip);

    internal override ObservableType? Kind => ObservableType.Ip;

    internal override string? Detail => Port?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
