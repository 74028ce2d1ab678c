using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ThreatGrid.Observables.Tests.Readers;
using ThreatGrid.Observables.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Formats;

/// <summary>JSON lines, Splunk and Elastic (case 20).</summary>
public sealed class JsonFormatTests
{
    [Fact]
    public void Every_nasty_observable_comes_back_from_json_lines()
    {
        Observable[] items = [.. Items.Nasty()];
        AssertSame(items, JsonLinesReader.Read(Rendering.Of(OutputFormat.JsonLines, items)));
    }

    [Fact]
    public void Every_nasty_observable_comes_back_from_splunk()
    {
        Observable[] items = [.. Items.Nasty()];
        IReadOnlyList<(decimal Time, JsonElement Envelope, JsonElement Event)> events = SplunkHecReader.Read(Rendering.Of(OutputFormat.SplunkHec, items));
        AssertSame(items, [.. events.Select(e => e.Event)]);
        Assert.All(events, e => Assert.Equal("tg.example:8443 \"süd\"", e.Envelope.Text("host")));
        Assert.Equal(items.Select(i => "threatgrid:" + (i.Feed ?? "observable")), events.Select(e => e.Envelope.Text("sourcetype")));
    }

    [Fact]
    public void Every_nasty_observable_comes_back_from_elastic()
    {
        Observable[] items = [.. Items.Nasty()];
        IReadOnlyList<(string Id, JsonElement Document)> documents = ElasticBulkReader.Read(Rendering.Of(OutputFormat.ElasticBulk, items));
        AssertSame(items, [.. documents.Select(d => d.Document.GetProperty("threatgrid"))]);
        Assert.Equal(items.Select(i => i.Id), documents.Select(d => d.Id));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("fa-IR")]
    [InlineData("")]
    public void The_time_of_splunk_has_a_dot_in_every_country(string culture)
    {
        Observable item = Items.Of(ObservableType.Domain, "evil.example");
        item.UtcTicks = Items.Seen;
        string body = Culture.In(culture, () => Rendering.Of(OutputFormat.SplunkHec, item));
        Assert.StartsWith("{\"time\":1772445600.123,", body, StringComparison.Ordinal);
        Assert.Equal(1772445600.123m, Assert.Single(SplunkHecReader.Read(body)).Time);
    }

    [Theory]
    [InlineData(ObservableType.Ip, "11.22.33.44", "ipv4-addr", "ip")]
    [InlineData(ObservableType.Ip, "2a02:1::ab", "ipv6-addr", "ip")]
    [InlineData(ObservableType.Domain, "evil.example", "domain-name", "url.domain")]
    [InlineData(ObservableType.Url, "http://evil.example:8080/x", "url", "url.full")]
    [InlineData(ObservableType.Sha256, Items.EmptySha256, "file", "file.hash.sha256")]
    [InlineData(ObservableType.Sha1, "da39a3ee5e6b4b0d3255bfef95601890afd80709", "file", "file.hash.sha1")]
    [InlineData(ObservableType.Md5, "d41d8cd98f00b204e9800998ecf8427e", "file", "file.hash.md5")]
    [InlineData(ObservableType.Path, "C:\\x.exe", "file", "file.path")]
    [InlineData(ObservableType.RegistryKey, "HKLM\\x", "windows-registry-key", "registry.key")]
    public void A_document_of_elastic_has_the_fields_of_the_common_schema(ObservableType type, string value, string indicatorType, string field)
    {
        Observable item = Items.Of(type, value);
        item.Feed = "ioc-test";
        item.UtcTicks = Items.Seen;
        item.Confidence = 80;
        JsonElement document = Assert.Single(ElasticBulkReader.Read(Rendering.Of(OutputFormat.ElasticBulk, item))).Document;
        Assert.Equal("2026-03-02T10:00:00.123Z", document.Text("@timestamp"));
        JsonElement what = document.GetProperty("event");
        Assert.Equal("enrichment", what.Text("kind"));
        Assert.Equal("threat", Assert.Single(what.GetProperty("category").EnumerateArray()).GetString());
        Assert.Equal("indicator", Assert.Single(what.GetProperty("type").EnumerateArray()).GetString());
        Assert.Equal("ti_threatgrid", what.Text("module"));
        Assert.Equal("Cisco Threat Grid", document.GetProperty("threat").GetProperty("feed").Text("name"));
        JsonElement indicator = document.GetProperty("threat").GetProperty("indicator");
        Assert.Equal(indicatorType, indicator.Text("type"));
        Assert.Equal("High", indicator.Text("confidence"));
        Assert.Equal(value, field.Split('.').Aggregate(indicator, (e, name) => e.GetProperty(name)).GetString());
        if (type == ObservableType.Url)
        {
            Assert.Equal("evil.example", indicator.GetProperty("url").Text("domain"));
        }
    }

    [Theory]
    [InlineData(null, "Not Specified")]
    [InlineData(0, "None")]
    [InlineData(29, "Low")]
    [InlineData(30, "Medium")]
    [InlineData(69, "Medium")]
    [InlineData(70, "High")]
    public void A_confidence_becomes_a_word(int? confidence, string word)
    {
        Observable item = Items.Of(ObservableType.Domain, "evil.example");
        item.Confidence = confidence;
        JsonElement document = Assert.Single(ElasticBulkReader.Read(Rendering.Of(OutputFormat.ElasticBulk, item))).Document;
        Assert.Equal(word, document.GetProperty("threat").GetProperty("indicator").Text("confidence"));
    }

    [Fact]
    public void A_document_is_the_same_where_the_row_is_and_another_where_sample_indicator_time_feed_or_type_differ()
    {
        Observable[] rows =
        [
            Row("s1", "ioc-a"), Row("s1", "ioc-a"),
            Row("s2", "ioc-a"),
            Row("s1", "ioc-b"),
            Row("s1", "ioc-a", feed: "sample-domain"),
            Row("s1", "ioc-a", ticks: 1),
            Row("s1", "ioc-a", type: ObservableType.Path),
        ];
        string[] ids = [.. ElasticBulkReader.Read(Rendering.Of(OutputFormat.ElasticBulk, rows)).Select(d => d.Id)];
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(6, ids.Distinct().Count());
    }

    [Fact]
    public void Half_of_a_character_does_not_break_a_line()
    {
        Observable item = Items.Of(ObservableType.Path, "C:\\a\uD83D.exe");
        JsonElement read = Assert.Single(JsonLinesReader.Read(Rendering.Of(OutputFormat.JsonLines, item)));
        Assert.Equal("C:\\a\uFFFD.exe", read.Text("value"));
    }

    private static Observable Row(string sample, string indicator, string feed = "ioc-domain", long ticks = 0, ObservableType type = ObservableType.Domain)
    {
        Observable item = Items.Of(type, "evil.example");
        item.SampleId = sample;
        item.Indicator = indicator;
        item.Feed = feed;
        item.UtcTicks = Items.Seen + ticks;
        return item;
    }

    private static void AssertSame(Observable[] items, IReadOnlyList<JsonElement> read)
    {
        Assert.Equal(items.Length, read.Count);
        for (int i = 0; i < items.Length; i++)
        {
            Observable item = items[i];
            Assert.Equal(item.Type.ToString(), read[i].Text("type")!.Replace("_", string.Empty), ignoreCase: true);
            Assert.Equal(item.Value, read[i].Text("value"));
            Assert.Equal(item.RawValue, read[i].Text("raw_value") ?? read[i].Text("value"));
            Assert.Equal(item.Indicator, read[i].Text("indicator"));
            Assert.Equal(item.Description, read[i].Text("description"));
            Assert.Equal(item.Severity, read[i].Number("severity"));
            Assert.Equal(item.Confidence, read[i].Number("confidence"));
            Assert.Equal(item.Port, read[i].Number("port"));
            Assert.Equal(item.Feed, read[i].Text("feed"));
            Assert.Equal(item.SampleLink, read[i].Text("sample_link"));
            Assert.Equal(item.IndicatorLink, read[i].Text("indicator_link"));
            Assert.Equal(item.Connection, read[i].Text("connection"));
            Assert.Equal(item.Id, read[i].Text("id"));
            Assert.Equal(item.UtcTicks, read[i].Text("timestamp") is { } time ? Items.Ticks(time) : null);
        }
    }
}
