using ThreatGrid.Observables;

namespace ThreatGrid;

/// <summary>A row of a sample feed: an observable of a sample, whether or not it triggered an indicator.</summary>
public sealed class SampleFeedItem : FeedItem
{
    /// <summary>Which feed the row is from.</summary>
    public SampleFeedType FeedType { get; internal set; }

    /// <inheritdoc />
    public override string? Value => Observable;

    /// <inheritdoc />
    public override string? Defanged => FeedType is SampleFeedType.Domain or SampleFeedType.Ip ? Defang.Host(Observable) : Observable;

    /// <summary>How the observable belongs to the sample, for example <c>dns-lookup</c> or <c>extracted</c>.</summary>
    public string? Relation { get; internal set; }

    /// <summary>The addresses a looked-up domain resolved to.</summary>
    public TextList Answers { get; internal set; } = TextList.Empty;

    /// <summary>What is known of an extracted domain, for example <c>malicious</c>.</summary>
    public TextList Statuses { get; internal set; } = TextList.Empty;

    internal string? Observable { get; set; }

    internal override string FeedName => FeedNames.Of(FeedType);

    internal override ObservableType? Kind => FeedType switch
    {
        SampleFeedType.Domain => ObservableType.Domain,
        SampleFeedType.Ip => ObservableType.Ip,
        SampleFeedType.Path => ObservableType.Path,
        _ => HashKind.Of(Observable),
    };

    internal override string? Detail => Relation;
}
