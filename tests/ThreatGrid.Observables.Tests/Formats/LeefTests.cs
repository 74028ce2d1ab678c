using System.Collections.Generic;
using System.Globalization;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Tests.Readers;
using ThreatGrid.Observables.Tests.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Formats;

/// <summary>LEEF 2.0 (case 20).</summary>
public sealed class LeefTests
{
    private static readonly string[] ValueKeys = ["dst", "network", "domain", "url", "fileHash", "filePath", "registryKey"];

    [Fact]
    public void Every_nasty_observable_comes_back_with_blanks_for_tabulators_and_line_breaks()
    {
        foreach (Observable item in Items.Nasty())
        {
            (IReadOnlyList<string> header, IReadOnlyDictionary<string, string> fields) = LeefReader.Read(new LeefFormat().Render(item));
            Assert.Equal(["LEEF:2.0", "Cisco", "Threat Grid", "1.0", "tg-" + (item.Feed ?? "observable"), "x09"], [header[0], header[1], header[2], header[3], header[4], header[5]]);
            string key = Assert.Single(ValueKeys, fields.ContainsKey);
            Assert.Equal(OneLine(item.Value), fields[key]);
            Assert.Equal(OneLine(item.Indicator), Find(fields, "indicator"));
            Assert.Equal(OneLine(item.Description), Find(fields, "description"));
            Assert.Equal(item.Port?.ToString(CultureInfo.InvariantCulture), Find(fields, "dstPort"));
            Assert.Equal(item.Confidence?.ToString(CultureInfo.InvariantCulture), Find(fields, "confidence"));
            Assert.Equal(item.Id, fields["externalId"]);
            Assert.InRange(int.Parse(fields["sev"], CultureInfo.InvariantCulture), 1, 10);
            Assert.Equal(fields.ContainsKey("devTime"), fields.ContainsKey("devTimeFormat"));
        }
    }

    [Fact]
    public void The_time_is_in_the_format_that_stands_beside_it()
    {
        Observable item = Items.Of(ObservableType.Domain, "evil.example");
        item.UtcTicks = Items.Seen;
        IReadOnlyDictionary<string, string> fields = LeefReader.Read(new LeefFormat().Render(item)).Fields;
        Assert.Equal("2026-03-02T10:00:00.123Z", fields["devTime"]);
        Assert.Equal("yyyy-MM-dd'T'HH:mm:ss.SSSX", fields["devTimeFormat"]);
    }

    [Theory]
    [InlineData(0, "1")]
    [InlineData(null, "5")]
    [InlineData(100, "10")]
    public void The_scale_of_severities_begins_at_1(int? score, string expected)
    {
        Observable item = Items.Of(ObservableType.Domain, "evil.example");
        item.Severity = score;
        Assert.Equal(expected, LeefReader.Read(new LeefFormat().Render(item)).Fields["sev"]);
    }

    private static string? Find(IReadOnlyDictionary<string, string> fields, string key) => fields.TryGetValue(key, out string? value) ? value : null;

    private static string? OneLine(string? text) => text?.Replace("\r\n", " ").Replace('\r', ' ').Replace('\n', ' ').Replace('\t', ' ');
}
