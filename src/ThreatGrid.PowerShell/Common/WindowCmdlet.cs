using System;
using System.Globalization;
using System.Management.Automation;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.PowerShell.Common;

/// <summary>Base of the cmdlets that read a window of time.</summary>
public abstract class WindowCmdlet : ConnectedCmdlet
{
    private protected static readonly TimeSpan DefaultSpan = TimeSpan.FromHours(1);

    /// <summary>Before it the service was not there.</summary>
    private static readonly DateTime BeginningOfTime = new(2006, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The start of the window.</summary>
    [Parameter]
    [InstantTransformation]
    public Instant? After { get; set; }

    /// <summary>The end of the window; now, by the server's clock, where none is given.</summary>
    [Parameter]
    [InstantTransformation]
    public Instant? Before { get; set; }

    /// <summary>The length of a window that ends now.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? Last { get; set; }

    /// <summary>Whether times without a zone are UTC and not local time.</summary>
    [Parameter]
    public SwitchParameter Utc { get; set; }

    /// <summary>Whether what is asked for is so specific that without a window all of time is meant.</summary>
    private protected virtual bool IsSpecific => false;

    /// <summary>
    /// The window for one server, closed at both ends. Ends the command where it makes no sense. What can be seen without the
    /// server is seen before it is asked anything.
    /// </summary>
    private protected TimeWindow ReadWindow(ApiClient client)
    {
        RefuseContradictions();
        if (After is { } start && Before is { } end)
        {
            return Checked(start.ToUtc(Utc, isEnd: false), end.ToUtc(Utc, isEnd: true), client.Clock.UtcNow);
        }

        DateTime now = WholeSecond(ServerNow(client));
        if (After is { } open)
        {
            return Checked(open.ToUtc(Utc, isEnd: false), now, now);
        }

        if (Last is null && IsSpecific)
        {
            return new TimeWindow(BeginningOfTime, now);
        }

        TimeSpan span = Last ?? DefaultSpan;
        if (span.Ticks > now.Ticks)
        {
            ThrowTerminatingError(ErrorRecords.InvalidWindow("-Last reaches back before the year 1.", Last));
        }

        var window = new TimeWindow(now - span, now);
        WriteVerbose($"{(Last is null ? "No window is given; the last hour is read:" : "The window is")} {window}.");
        return window;
    }

    private protected void RefuseContradictions()
    {
        if (Last is not null && (After is not null || Before is not null))
        {
            ThrowTerminatingError(ErrorRecords.InvalidWindow("-Last cannot be combined with -After or -Before.", Last));
        }

        if (Before is not null && After is null)
        {
            ThrowTerminatingError(ErrorRecords.InvalidWindow("-Before needs -After: without a start the window has no end to the past.", Before));
        }
    }

    private static DateTime WholeSecond(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);

    private TimeWindow Checked(DateTime after, DateTime before, DateTime now)
    {
        if (after > now + ServerClock.NotableSkew)
        {
            ThrowTerminatingError(ErrorRecords.InvalidWindow(
                $"The window starts in the future: -After is {WireTime.ToQuery(after)}, now is {WireTime.ToQuery(now)} by the server's clock.", After));
        }

        if (after >= before)
        {
            ThrowTerminatingError(ErrorRecords.InvalidWindow(string.Format(
                CultureInfo.InvariantCulture, "-After ({0}) is not earlier than -Before ({1}).", WireTime.ToQuery(after), WireTime.ToQuery(before)), After));
        }

        return new TimeWindow(after, before);
    }
}
