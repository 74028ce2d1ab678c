using System;
using System.Linq;
using System.Runtime.InteropServices;
using ThreatGrid.Client.Tests.Testing;
using ThreatGrid.Observables;
using Xunit;

namespace ThreatGrid.Client.Tests.Models;

public sealed class ModelTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("evil.example", "evil[.]example")]
    [InlineData("11.0.0.1", "11[.]0[.]0[.]1")]
    [InlineData("2a02:1::5", "2a02[:]1[:][:]5")]
    [InlineData("host", "host")]
    public void O11_Hosts_are_made_harmless(string? host, string? expected) => Assert.Equal(expected, Defang.Host(host));

    [Theory]
    [InlineData(null, null)]
    [InlineData("http://evil.example/a.php?b=c.d", "hxxp://evil[.]example/a.php?b=c.d")]
    [InlineData("https://evil.example", "hxxps://evil[.]example")]
    [InlineData("HTTP://Evil.Example:8080/x", "Hxxp://Evil[.]Example:8080/x")]
    [InlineData("ftp://evil.example/x.y", "ftp://evil[.]example/x.y")]
    [InlineData("http://evil.example?x=a.b#c.d", "hxxp://evil[.]example?x=a.b#c.d")]
    [InlineData("evil.example", "evil[.]example")]
    public void O10_Urls_are_made_harmless(string? url, string? expected)
    {
        string? defanged = Defang.Url(url);
        Assert.Equal(expected?.ToUpperInvariant(), defanged?.ToUpperInvariant());
        Assert.True(url is null || defanged!.IndexOf("http", StringComparison.OrdinalIgnoreCase) < 0);
    }

    [Theory]
    [InlineData(new string[0], "")]
    [InlineData(new[] { "a" }, "a")]
    [InlineData(new[] { "a", "b" }, "a; b")]
    [InlineData(new[] { "a;b", "c" }, @"a\;b; c")]
    public void P5_A_list_prints_its_values(string[] items, string expected)
    {
        var list = new TextList(items);
        Assert.Equal(expected, list.ToString());
        Assert.Equal(items, list);
        Assert.Equal(items.Length, list.Count);
    }

    /// <summary>Not told apart: a backslash at the end of a value that is not the last, which reads like an escaped separator.</summary>
    [Fact]
    public void Lists_of_different_values_print_differently()
    {
        string[] pieces = ["a", ";", "\\", " ", "; ", "\\;"];
        var lists = (from a in pieces
                     from b in pieces
                     from c in pieces
                     from d in pieces
                     from cut in new[] { 0, 1, 2, 3 }
                     select cut switch
                     {
                         0 => new[] { a + b + c + d },
                         1 => [a, b + c + d],
                         2 => [a + b, c + d],
                         _ => [a + b + c, d],
                     })
            .Where(l => l.Length == 1 || !l[0].EndsWith("\\", StringComparison.Ordinal))
            .GroupBy(l => string.Join("\0", l)).Select(g => g.First()).ToArray();
        string[] ambiguous = lists.GroupBy(l => new TextList(l).ToString()).Where(g => g.Count() > 1)
            .Select(g => string.Join(" = ", g.Select(l => "[" + string.Join(" | ", l) + "]"))).Take(5).ToArray();
        Assert.Empty(ambiguous);
    }

    [Fact]
    public void A_list_of_nothing_is_empty()
    {
        Assert.Empty(new TextList(null));
        Assert.Equal(string.Empty, TextList.Empty.ToString());
    }

    [Fact]
    public void A7_A_connection_shows_at_most_four_characters_of_its_key()
    {
        Connection connection = TestData.Connect();
        Assert.Equal("****v5xa", connection.KeyHint);
        Assert.Equal("****", TestData.Connect(key: "short").KeyHint);
        Assert.Equal(TestData.Key, connection.RevealKey());
        foreach (System.Reflection.PropertyInfo property in typeof(Connection).GetProperties())
        {
            Assert.DoesNotContain(TestData.Key, Convert.ToString(property.GetValue(connection), System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }
    }
}

/// <summary>
/// Case 04, part A. The process zone is changed by <c>TZ</c>, which .NET on Linux and macOS reads; Windows has no such switch, there the
/// cmdlet tests run in the machine's zone.
/// </summary>
[Collection(EnvironmentTests.Name)]
public sealed class InstantTests
{
    [Theory]
    [InlineData("America/New_York", "2026-07-01T12:00:00", false, "2026-07-01T16:00:00Z")]
    [InlineData("America/New_York", "2026-01-15T08:30:00", false, "2026-01-15T13:30:00Z")]
    [InlineData("America/New_York", "2026-03-08T01:59:00", false, "2026-03-08T06:59:00Z")]
    [InlineData("America/New_York", "2026-03-08T03:00:00", false, "2026-03-08T07:00:00Z")]
    [InlineData("America/New_York", "2026-11-01T01:30:00", false, "2026-11-01T05:30:00Z")]
    [InlineData("America/New_York", "2026-11-01T01:30:00", true, "2026-11-01T06:30:00Z")]
    [InlineData("America/New_York", "2026-03-08T02:30:00", false, "2026-03-08T07:00:00Z")]
    [InlineData("America/New_York", "2026-03-08T02:00:00", false, "2026-03-08T07:00:00Z")]
    [InlineData("America/New_York", "2026-03-08T02:59:59.5", true, "2026-03-08T07:00:00Z")]
    [InlineData("Asia/Kathmandu", "2026-05-01T00:00:00", false, "2026-04-30T18:15:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-05-01T00:00:00", false, "2026-04-30T10:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-01-01T00:00:00", false, "2025-12-31T13:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45:00", false, "2026-04-04T14:45:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45:00", true, "2026-04-04T15:15:00Z")]
    [InlineData("Europe/London", "2026-07-01T12:00:00", false, "2026-07-01T11:00:00Z")]
    public void T28_Local_times_become_utc_and_nothing_is_lost(string zone, string local, bool isEnd, string utc)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return;
        }

        string? before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
            DateTime time = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(DateTimeKind.Unspecified, time.Kind);
            DateTime result = new Instant(time).ToUtc(assumeUtc: false, isEnd);
            Assert.Equal(TestData.Ticks(utc), result.Ticks);
            Assert.Equal(DateTimeKind.Utc, result.Kind);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Fact]
    public void T29_Times_with_a_zone_are_taken_as_they_are()
    {
        var offset = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.FromHours(9));
        Assert.Equal(TestData.Ticks("2026-04-30T15:00:00Z"), new Instant(offset).ToUtc(false, false).Ticks);
        var utc = new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc);
        Assert.Equal(utc, new Instant(utc).ToUtc(false, true));
        Assert.Equal(utc, new Instant(utc.ToLocalTime()).ToUtc(false, false));
        Assert.Equal("2026-05-01T00:00:00Z", new Instant(utc).ToString());
    }

    [Fact]
    public void A_time_without_a_zone_is_utc_where_that_is_said()
    {
        var time = new DateTime(2026, 3, 8, 2, 30, 0);
        DateTime utc = new Instant(time).ToUtc(assumeUtc: true, isEnd: false);
        Assert.Equal(time.Ticks, utc.Ticks);
        Assert.Equal(DateTimeKind.Utc, utc.Kind);
        Assert.Equal("2026-03-08T02:30:00", new Instant(time).ToString());
    }
}
