using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Feeds;
using ThreatGrid.Client.Http;

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
    protected override void BeginProcessing() => RefuseContradictions();

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            foreach (SampleFeedType type in Type.Distinct())
            {
                if (HasEnough)
                {
                    return;
                }

                FeedQuery query = CreateQuery();
                Emit<SampleFeedItem>(client, $"the {type} sample feed", PageSize, (feeds, window, options, token) => feeds.ReadSamplesAsync(type, window, query, options, token));
            }
        }
    }
}
