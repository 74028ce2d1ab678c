using ThreatGrid.Observables;

namespace ThreatGrid;

/// <summary>A row of the domain feed: a domain that a sample looked up.</summary>
public sealed class DomainFeedItem : IocFeedItem
{
    /// <inheritdoc />
    public override IocFeedType FeedType => IocFeedType.Domain;

    /// <summary>The domain, as the server wrote it.</summary>
    public string? Domain { get; internal set; }

    /// <inheritdoc />
    public override string? Value => Domain;

    /// <inheritdoc />
    public override string? Defanged => Defang.Host(Domain);

    internal override ObservableType? Kind => ObservableType.Domain;
}
