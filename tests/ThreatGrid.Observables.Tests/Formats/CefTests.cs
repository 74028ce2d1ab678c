using System.Collections.Generic;
using System.Globalization;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Tests.Readers;
using ThreatGrid.Observables.Tests.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Formats;

/// <summary>CEF (case 20).</summary>
public sealed class CefTests
{
    [Fact]
    public void The_line_of_the_case_is_escaped_as_the_case_says()
    {
        string line = new CefLine("Vendor|X", "Feed\\Tool", "1.0", "tg-ioc-domain", "c2 | \"beta\" = yes", Score.ToTen(80))
            .With("rt", "1772445600123")
            .With("externalId", "abc")
            .WithCustom("cs1", "ioc", "name=with=equals and \\backslash")
            .With("dhost", "evil.example")
            .With("request", "http://evil.example/?a=1&b=2|c")
            .With("msg", "line one\r\nline two")
            .With("empty", string.Empty)
            .WithCustom("cs6", "empty", null)
            .WithCustom("cn1", "confidence", "80")
            .ToString();

        Assert.Equal(
            """CEF:0|Vendor\|X|Feed\\Tool|1.0|tg-ioc-domain|c2 \| "beta" = yes|8|rt=1772445600123 externalId=abc cs1Label=ioc cs1=name\=with\=equals and \\backslash dhost=evil.example request=http://evil.example/?a\=1&b\=2|c msg=line one\nline two cn1Label=confidence cn1=80""",
            line);

        (IReadOnlyList<string> header, IReadOnlyDictionary<string, string> fields) = CefReader.Read(line);
        Assert.Equal(["CEF:0", "Vendor|X", "Feed\\Tool", "1.0", "tg-ioc-domain", "c2 | \"beta\" = yes", "8"], header);
        Assert.Equal("name=with=equals and \\backslash", fields["cs1"]);
        Assert.Equal("http://evil.example/?a=1&b=2|c", fields["request"]);
        Assert.Equal("line one\nline two", fields["msg"]);
        Assert.Equal(9, fields.Count);
    }

    [Fact]
    public void Every_nasty_observable_comes_back()
    {
        var format = new CefFormat();
        foreach (Observable item in Items.Nasty())
        {
            Assert.Null(format.Refusal(item));
            (IReadOnlyList<string> header, IReadOnlyDictionary<string, string> fields) = CefReader.Read(format.Render(item));
            Assert.Equal(["CEF:0", "Cisco", "Threat Grid", "1.0"], [header[0], header[1], header[2], header[3]]);
            Assert.Equal("tg-" + (item.Feed ?? "observable"), header[4]);
            Assert.Equal((item.Indicator ?? "Threat Grid observable").Replace("\r\n", " ").Replace('\n', ' ').Replace('\r', ' '), header[5]);
            Assert.InRange(int.Parse(header[6], CultureInfo.InvariantCulture), 0, 10);
            Assert.Equal(Lines(item.Value), fields[ValueField(item)]);
            Assert.Equal(Lines(item.Indicator), Find(fields, "cs1"));
            Assert.Equal(Lines(item.Description), Find(fields, "msg"));
            Assert.Equal(item.Severity?.ToString(CultureInfo.InvariantCulture), Find(fields, "cn2"));
            Assert.Equal(item.Confidence?.ToString(CultureInfo.InvariantCulture), Find(fields, "cn1"));
            Assert.Equal(item.Port?.ToString(CultureInfo.InvariantCulture), Find(fields, "dpt"));
            Assert.Equal(item.IndicatorLink ?? item.SampleLink, fields["cs3"]);
            Assert.Equal(item.Id, fields["externalId"]);
            Assert.Equal(item.UtcTicks is null, !fields.ContainsKey("rt"));
            Assert.All(fields.Keys, k => Assert.True(!IsCustom(k) || fields.ContainsKey(k + "Label"), k));
        }
    }

    [Theory]
    [InlineData(null, 5)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(79, 8)]
    [InlineData(80, 8)]
    [InlineData(81, 9)]
    [InlineData(95, 10)]
    [InlineData(100, 10)]
    public void A_score_becomes_a_severity_of_0_to_10(int? score, int severity)
    {
        Observable item = Items.Of(ObservableType.Domain, "evil.example");
        item.Severity = score;
        Assert.Equal(severity.ToString(CultureInfo.InvariantCulture), CefReader.Read(new CefFormat().Render(item)).Header[6]);
    }

    [Fact]
    public void A_value_or_text_too_long_for_its_field_is_refused_and_never_cut()
    {
        var format = new CefFormat();
        string longest = "http://evil.example/" + new string('a', 1023 - "http://evil.example/".Length);
        Assert.Null(format.Refusal(Items.Of(ObservableType.Url, longest)));
        Assert.Contains("1023", format.Refusal(Items.Of(ObservableType.Url, longest + "a")), System.StringComparison.Ordinal);

        Observable described = Items.Of(ObservableType.Domain, "evil.example");
        described.Description = new string('x', 1023);
        Assert.Null(format.Refusal(described));
        described.Description += "x";
        Assert.Contains("description", format.Refusal(described), System.StringComparison.Ordinal);
    }

    private static bool IsCustom(string key) => key is "cs1" or "cs2" or "cs3" or "cs4" or "cn1" or "cn2" or "c6a3";

    private static string? Find(IReadOnlyDictionary<string, string> fields, string key) => fields.TryGetValue(key, out string? value) ? value : null;

    private static string? Lines(string? text) => text?.Replace("\r\n", "\n").Replace('\r', '\n');

    private static string ValueField(Observable item) => item.Type switch
    {
        ObservableType.Ip when item.Value.IndexOf('/') >= 0 => "cs4",
        ObservableType.Ip when item.Value.IndexOf(':') >= 0 => "c6a3",
        ObservableType.Ip => "dst",
        ObservableType.Domain => "dhost",
        ObservableType.Url => "request",
        ObservableType.Path => "filePath",
        ObservableType.RegistryKey => "cs4",
        _ => "fileHash",
    };
}
