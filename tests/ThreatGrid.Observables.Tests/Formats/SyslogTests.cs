using System;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Tests.Readers;
using ThreatGrid.Observables.Tests.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Formats;

/// <summary>Frames of RFC 5424 (case 20).</summary>
public sealed class SyslogTests
{
    [Theory]
    [InlineData(OutputFormat.Cef)]
    [InlineData(OutputFormat.Leef)]
    [InlineData(OutputFormat.JsonLines)]
    public void A_frame_holds_the_line_as_it_is(OutputFormat format)
    {
        var inner = (LineFormat)FormatCatalog.Create(format, Rendering.Options);
        var framed = (LineFormat)FormatCatalog.Create(format, Rendering.Options with { Syslog = true });
        foreach (Observable item in Items.Nasty())
        {
            (int facility, int severity, DateTime time, string host, string app, string text) = SyslogReader.Read(framed.Render(item));
            Assert.Equal(16, facility);
            Assert.InRange(severity, 2, 6);
            long ticks = item.UtcTicks ?? Items.Now.Ticks;
            Assert.Equal(new DateTime(ticks - (ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc), time);
            Assert.Equal("tg.example:8443_\"s_d\"", host);
            Assert.Equal("threatgrid", app);
            Assert.Equal(inner.Render(item), text);
        }
    }

    [Fact]
    public void A_frame_without_a_connection_has_the_nil_value()
    {
        var format = (LineFormat)FormatCatalog.Create(OutputFormat.Cef, Rendering.Options with { Syslog = true });
        Assert.StartsWith("<133>1 2026-03-09T08:07:06.000Z - threatgrid - - - CEF:0|", format.Render(Items.Of(ObservableType.Domain, "evil.example")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_refuses_what_its_line_refuses()
    {
        ObservableFormat format = FormatCatalog.Create(OutputFormat.Cef, Rendering.Options with { Syslog = true });
        Assert.NotNull(format.Refusal(Items.Of(ObservableType.Url, "http://evil.example/" + new string('a', 1024))));
    }

    [Theory]
    [InlineData(null, 5)]
    [InlineData(0, 6)]
    [InlineData(1, 5)]
    [InlineData(40, 4)]
    [InlineData(70, 3)]
    [InlineData(90, 2)]
    public void A_score_becomes_a_severity_of_syslog(int? score, int severity) => Assert.Equal(severity, Score.ToSyslog(score));
}
