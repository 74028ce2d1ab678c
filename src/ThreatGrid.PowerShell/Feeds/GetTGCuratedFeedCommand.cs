using System;
using System.Collections.Generic;
using System.Management.Automation;
using ThreatGrid.Client.Feeds;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Feeds;

/// <summary><para type="synopsis">Reads curated feeds: domains of trusted high-confidence indicators.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGCuratedFeed", DefaultParameterSetName = HourlySet)]
[OutputType(typeof(CuratedFeedItem), ParameterSetName = [HourlySet, DateSet, RangeSet, LastSet])]
[OutputType(typeof(CuratedFeedInfo), ParameterSetName = [ListSet])]
public sealed class GetTGCuratedFeedCommand : CuratedFeedCmdlet
{
    private const string LastSet = "Last";
    private const string ListSet = "List";

    private readonly KeySet _given = new();

    /// <inheritdoc />
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = HourlySet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = DateSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = RangeSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = LastSet)]
    [ArgumentCompleter(typeof(CuratedFeedNameCompleter))]
    [ValidateNotNullOrEmpty]
    [Alias("Feed")]
    public override string[] Name { get; set; } = [];

    /// <summary>The length of a window that ends now.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LastSet)]
    [DurationTransformation]
    public TimeSpan Last { get; set; }

    /// <summary>Whether rows are kept whose own time lies outside the days asked for.</summary>
    [Parameter(ParameterSetName = DateSet)]
    [Parameter(ParameterSetName = RangeSet)]
    public SwitchParameter IncludeOtherTimes { get; set; }

    /// <summary>Whether the names of the feeds are listed, with what stands in them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet)]
    public SwitchParameter ListAvailable { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (ListAvailable)
        {
            WriteObject(CuratedFeeds.All, enumerateCollection: true);
            return;
        }

        List<string> names = [.. KnownNames()];
        if (names.Count == 0)
        {
            return;
        }

        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            try
            {
                foreach ((DateTime? day, TimeWindow? window) in Files(client))
                {
                    foreach (string name in names)
                    {
                        Read(client, name, day, window);
                    }
                }
            }
            catch (ThreatGridException e)
            {
                Fail(e, connection.Name);
            }
        }
    }

    private protected override IReadOnlyList<(DateTime? Day, TimeWindow? Window)> Files(ApiClient client)
    {
        if (ParameterSetName != LastSet)
        {
            return base.Files(client);
        }

        DateTime now = ServerNow(client);
        DateTime start = now - Last;
        var window = new TimeWindow(start, now) { KeepFromTicks = start.Ticks, KeepBeforeTicks = now.Ticks + 1 };
        return DaysOf(start, now, _ => window);
    }

    private void Read(ApiClient client, string feed, DateTime? day, TimeWindow? window)
    {
        string target = day is { } d ? $"{feed} of {d:yyyy-MM-dd}" : feed;
        try
        {
            RowPage<CuratedFeedItem> page = Await(token => new FeedClient(client).ReadCuratedAsync(feed, day, token));
            foreach (RowFailure failure in page.Failures)
            {
                WriteError(ErrorRecords.UnreadableRow($"the curated feed {target}", failure.Position, failure.Text));
            }

            // The same row may stand in two feeds, and on two servers: there it is another one.
            ulong place = Identity64.Of(System.Text.Encoding.UTF8.GetBytes(client.Connection.Name + feed), 0);
            int outside = 0;
            for (int i = 0; i < page.Rows.Count; i++)
            {
                CuratedFeedItem row = page.Rows[i];
                if (!IncludeOtherTimes && window is not null && row.UtcTicks is { } ticks && !window.Keeps(ticks))
                {
                    outside++;
                }
                else if (_given.Add(page.Identities[i] + place))
                {
                    WriteObject(row);
                }
            }

            ReportOutside(target, outside, page.Rows.Count);
            Progress.Show($"{target}: {page.Rows.Count} rows");
        }
        catch (ThreatGridException e) when (e is not AuthenticationFailedException)
        {
            WriteError(ErrorRecords.Of(e, target));
        }
    }

    private void ReportOutside(string target, int outside, int all)
    {
        if (outside == 0)
        {
            return;
        }

        if (ParameterSetName == LastSet)
        {
            WriteVerbose($"{outside} of {all} rows of {target} lie outside the window.");
        }
        else
        {
            WriteWarning($"{outside} of {all} rows of {target} have another day's time and were left out. -IncludeOtherTimes gives them.");
        }
    }
}
