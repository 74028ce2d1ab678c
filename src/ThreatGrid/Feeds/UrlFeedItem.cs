using ThreatGrid.Observables;

namespace ThreatGrid;

/// <summary>A row of the URL feed: a URL that a sample asked for.</summary>
public sealed class UrlFeedItem : IocFeedItem
{
    /// <inheritdoc />
    public override IocFeedType FeedType => IocFeedType.Url;

    /// <summary>The URL, as the server wrote it.</summary>
    public string? Url { get; internal set; }

    /// <inheritdoc />
    public override string? Value => Url;

    /// <inheritdoc />
    public override string? Defanged => Defang.Url(Url);

    internal override ObservableType? Kind => ObservableType.Url;
}
