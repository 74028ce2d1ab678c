using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Feeds;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Paging;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Feeds;

/// <summary>What the cmdlets for curated feeds share: names and days. The server keeps one file a UTC day, and one for the current hour.</summary>
public abstract class CuratedFeedCmdlet : ConnectedCmdlet
{
    private protected const string HourlySet = "Hourly";
    private protected const string DateSet = "Date";
    private protected const string RangeSet = "Range";

    /// <summary>The feeds.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = HourlySet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = DateSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = RangeSet)]
    [ArgumentCompleter(typeof(CuratedFeedNameCompleter))]
    [ValidateNotNullOrEmpty]
    [Alias("Feed")]
    public virtual string[] Name { get; set; } = [];

    /// <summary>The UTC days.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DateSet)]
    [DayTransformation]
    public DateTime[]? Date { get; set; }

    /// <summary>The first UTC day of a range.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RangeSet)]
    [DayTransformation]
    public DateTime? From { get; set; }

    /// <summary>The last UTC day of a range; today where none is given.</summary>
    [Parameter(ParameterSetName = RangeSet)]
    [DayTransformation]
    public DateTime? To { get; set; }

    /// <summary>The names with their spelling as the server has it; names it does not have become errors.</summary>
    private protected IEnumerable<string> KnownNames()
    {
        foreach (string name in Name)
        {
            if (CuratedFeeds.Find(name) is { } feed)
            {
                yield return feed.Name;
            }
            else
            {
                WriteError(ErrorRecords.UnknownFeed(name));
            }
        }
    }

    /// <summary>The files to read, each with the window that its rows must lie in: none for the hourly one.</summary>
    private protected virtual IReadOnlyList<(DateTime? Day, TimeWindow? Window)> Files(ApiClient client)
    {
        switch (ParameterSetName)
        {
            case DateSet:
                return [.. Date!.Distinct().Select(d => ((DateTime?)d, (TimeWindow?)DayWindow(d)))];
            case RangeSet:
                DateTime last = To ?? ServerNow(client).Date;
                if (From > last)
                {
                    ThrowTerminatingError(ErrorRecords.InvalidWindow($"-From ({From:yyyy-MM-dd}) is later than -To ({last:yyyy-MM-dd}).", From));
                }

                return DaysOf(From!.Value, last, DayWindow);
            default:
                return [(null, null)];
        }
    }

    private protected static IReadOnlyList<(DateTime? Day, TimeWindow? Window)> DaysOf(DateTime first, DateTime last, Func<DateTime, TimeWindow> windowOf)
    {
        var days = new List<(DateTime?, TimeWindow?)>();
        for (DateTime day = first.Date; day <= last.Date; day = day.AddDays(1))
        {
            days.Add((day, windowOf(day)));
        }

        return days;
    }

    private static TimeWindow DayWindow(DateTime day)
    {
        DateTime start = DateTime.SpecifyKind(day.Date, DateTimeKind.Utc);
        return new TimeWindow(start, start.AddDays(1)) { KeepFromTicks = start.Ticks, KeepBeforeTicks = start.AddDays(1).Ticks };
    }
}
