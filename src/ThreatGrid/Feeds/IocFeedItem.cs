namespace ThreatGrid;

/// <summary>A row of an indicator-of-compromise feed: an observable of a sample that triggered a behavioural indicator.</summary>
public abstract class IocFeedItem : FeedItem
{
    private protected IocFeedItem()
    {
    }

    /// <summary>Which feed the row is from.</summary>
    public abstract IocFeedType FeedType { get; }

    /// <summary>The name of the behavioural indicator.</summary>
    public string? Indicator { get; internal set; }

    /// <summary>How sure the indicator is, 0 to 100.</summary>
    public int? Confidence { get; internal set; }

    /// <summary>How bad the indicator is, 0 to 100.</summary>
    public int? Severity { get; internal set; }

    /// <summary>The SHA-256 of the sample; the artifact feed does not send it.</summary>
    public string? SampleSha256 { get; internal set; }

    internal sealed override string FeedName => FeedNames.Of(FeedType);

    internal override string? IndicatorName => Indicator;

    /// <summary>The indicator on the portal page of the sample.</summary>
    public string? IndicatorLink => Origin?.IndicatorLink(SampleId, Indicator);
}
