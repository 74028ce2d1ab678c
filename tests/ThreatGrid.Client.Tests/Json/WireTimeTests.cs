using System;
using System.Text;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Json;

public sealed class WireTimeTests
{
    [Theory]
    [InlineData("2026-03-02T10:00:30Z", "2026-03-02T10:00:30Z")]
    [InlineData("2026-03-02t10:00:30z", "2026-03-02T10:00:30Z")]
    [InlineData("2026-03-02 10:00:30", "2026-03-02T10:00:30Z")]
    [InlineData("2026-03-02T10:00:30", "2026-03-02T10:00:30Z")]
    [InlineData("2026-03-02T10:00:30+00:00", "2026-03-02T10:00:30Z")]
    [InlineData("2026-03-02T19:00:30+09:00", "2026-03-02T10:00:30Z")]
    [InlineData("2026-03-02T19:00:30+0900", "2026-03-02T10:00:30Z")]
    [InlineData("2026-03-02T15:45:30+05:45", "2026-03-02T10:00:30Z")]
    [InlineData("2026-03-01T22:00:30-12:00", "2026-03-02T10:00:30Z")]
    [InlineData("2026-03-02T06:30:30-0330", "2026-03-02T10:00:30Z")]
    [InlineData("2026-03-02T10:00:30.5Z", "2026-03-02T10:00:30.5Z")]
    [InlineData("2026-03-02T10:00:30,5Z", "2026-03-02T10:00:30.5Z")]
    [InlineData("2026-03-02T10:00:30.123Z", "2026-03-02T10:00:30.123Z")]
    [InlineData("2026-03-08T06:59:59.123456Z", "2026-03-08T06:59:59.123456Z")]
    [InlineData("2026-03-02T10:00:30.1234567", "2026-03-02T10:00:30.1234567Z")]
    [InlineData("2026-03-02T19:05:00.1234567890+09:00", "2026-03-02T10:05:00.1234567Z")]
    [InlineData("2026-03-02T10:00:30.9999999999Z", "2026-03-02T10:00:30.9999999Z")]
    [InlineData("2024-02-29T23:59:60Z", "2024-02-29T23:59:59Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z")]
    public void T28_J1_Reads_every_form_of_the_wire_as_utc(string text, string expected)
    {
        Assert.True(WireTime.TryParse(Encoding.UTF8.GetBytes(text), out long ticks));
        Assert.Equal(TestData.Ticks(expected), ticks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-03-02")]
    [InlineData("2026-03-02T10:00Z")]
    [InlineData("2026-13-02T10:00:30Z")]
    [InlineData("2026-00-02T10:00:30Z")]
    [InlineData("2026-02-29T10:00:30Z")]
    [InlineData("2026-03-02T24:00:00Z")]
    [InlineData("2026-03-02T10:60:00Z")]
    [InlineData("2026-03-02T10:00:61Z")]
    [InlineData("2026-03-02T10:00:30.Z")]
    [InlineData("2026-03-02T10:00:30X")]
    [InlineData("2026-03-02T10:00:30Zx")]
    [InlineData("2026-03-02T10:00:30+9")]
    [InlineData("2026-03-02T10:00:30+09:0")]
    [InlineData("2026-03-02T10:00:30+24:00")]
    [InlineData("2026-03-02T10:00:30+10:60")]
    [InlineData("2026-03-02T10:00:30*09:00")]
    [InlineData("2026/03/02T10:00:30Z")]
    [InlineData("1/2/2026 10:00:30 AM")]
    [InlineData("2026-03-%dT10:00:00Z")]
    [InlineData("0000-03-02T10:00:30Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("٢٠٢٦-03-02T10:00:30Z")]
    public void Refuses_what_is_no_instant(string text)
    {
        Assert.False(WireTime.TryParse(Encoding.UTF8.GetBytes(text), out long ticks));
        Assert.Equal(0, ticks);
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("en-US")]
    public void T32_Query_text_is_the_same_in_every_culture(string culture)
    {
        var time = new DateTime(2026, 3, 2, 4, 5, 6, DateTimeKind.Utc);
        Assert.Equal("2026-03-02T04:05:06Z", Culture.In(culture, () => WireTime.ToQuery(time)));
    }

    [Fact]
    public void T29_Query_text_is_rounded_down_and_ends_with_Z()
        => Assert.Equal("2026-05-01T00:00:00Z", WireTime.ToQuery(new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(9_999_999)));

    [Fact]
    public void What_is_written_is_read_again()
    {
        var random = new Random(1);
        for (int i = 0; i < 1000; i++)
        {
            var time = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next());
            Assert.True(WireTime.TryParse(Encoding.UTF8.GetBytes(WireTime.ToQuery(time)), out long ticks));
            Assert.Equal(time.Ticks, ticks);
        }
    }
}
