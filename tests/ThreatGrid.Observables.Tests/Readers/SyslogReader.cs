using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>Reads the frame of RFC 5424, section 6.</summary>
internal static class SyslogReader
{
    private const string Printable = "[!-~]";

    private static readonly Regex Frame = new(
        "^<(?<pri>0|[1-9][0-9]{0,2})>1"
        + @" (?<time>-|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d))"
        + " (?<host>" + Printable + "{1,255})"
        + " (?<app>" + Printable + "{1,48})"
        + " (?<process>" + Printable + "{1,128})"
        + " (?<message>" + Printable + "{1,32})"
        + @" (?<data>-|(\[[^\]]+\])+)"
        + "( (?<text>.*))?$",
        RegexOptions.Singleline | RegexOptions.CultureInvariant);

    public static (int Facility, int Severity, DateTime Time, string Host, string App, string Text) Read(string line)
    {
        Match match = Frame.Match(line);
        int priority = match.Success ? int.Parse(match.Groups["pri"].Value, CultureInfo.InvariantCulture) : -1;
        if (priority is < 0 or > 191)
        {
            throw new FormatException("No frame of RFC 5424: " + line);
        }

        DateTime time = DateTime.Parse(match.Groups["time"].Value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        return (priority / 8, priority % 8, time, match.Groups["host"].Value, match.Groups["app"].Value, match.Groups["text"].Value);
    }
}
