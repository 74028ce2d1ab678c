using System.Management.Automation;

namespace ThreatGrid.PowerShell.Feeds;

/// <summary><para type="synopsis">Reads sample feeds: every observable of samples, whether or not it triggered an indicator.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleFeed")]
[OutputType(typeof(SampleFeedItem))]
public sealed class GetTGSampleFeedCommand : FeedCmdlet
{
    /// <summary>Well below the server's own 100,000, so that rows come early.</summary>
    private const int PageSize = 10_000;

    /// <summary>The feeds to read.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public SampleFeedType[] Type { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
        => ReadAll<SampleFeedType, SampleFeedItem>(Type, "sample feed", PageSize, (feeds, type, window, query, options, token) => feeds.ReadSamplesAsync(type, window, query, options, token));
}
