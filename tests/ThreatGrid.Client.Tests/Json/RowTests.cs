using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Api;
using ThreatGrid.Client.Feeds;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Json;

/// <summary>One row: what goes on the model and what is kept beside it.</summary>
public sealed class RowTests
{
    private const string Whole = """
        {"sample_id":"ac46374a846d97e22f917b6863f690ad","sample_sha256":"e85130791f31db1699f61a5e7ae7b5e85e70399414f38476091896214771cd17",
        "timestamp":"2026-03-02T10:00:01.5Z","ip":"11.0.0.1","port":443,"ioc":"network-stream-to-flagged-host","confidence":80,"severity":0}
        """;

    [Fact]
    public async Task Every_member_goes_to_its_property()
    {
        IpFeedItem row = await TestData.ReadIpAsync(Whole);
        Assert.Equal("ac46374a846d97e22f917b6863f690ad", row.SampleId);
        Assert.Equal("e85130791f31db1699f61a5e7ae7b5e85e70399414f38476091896214771cd17", row.SampleSha256);
        Assert.Equal(TestData.Ticks("2026-03-02T10:00:01.5Z"), row.TimestampUtc!.Value.Ticks);
        Assert.Equal(DateTimeKind.Utc, row.TimestampUtc!.Value.Kind);
        Assert.Equal("11.0.0.1", row.Ip);
        Assert.Equal(443, row.Port);
        Assert.Equal("network-stream-to-flagged-host", row.Indicator);
        Assert.Equal(80, row.Confidence);
        Assert.Equal(0, row.Severity);
        Assert.Equal("test", row.Connection);
        Assert.Equal("https://tg.example/mask/samples/ac46374a846d97e22f917b6863f690ad", row.SampleLink);
        Assert.Empty(row.AdditionalProperties);
    }

    [Fact]
    public async Task Members_come_in_any_order()
    {
        string[] members = Whole.Trim().Trim('{', '}').Split(',');
        ulong? identity = null;
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            RowPage<IocFeedItem> page = await TestData.ReadIpsAsync(TestData.Envelope("{" + string.Join(",", members.OrderBy(_ => random.Next())) + "}"));
            var row = (IpFeedItem)Assert.Single(page.Rows);
            Assert.Equal("11.0.0.1", row.Ip);
            Assert.Equal(443, row.Port);
            Assert.Equal(80, row.Confidence);
            Assert.Empty(row.AdditionalProperties);
            Assert.Equal(identity ??= page.Identities[0], page.Identities[0]);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ip":null,"port":null,"confidence":null,"severity":null,"timestamp":null,"sample_id":null,"ioc":null}""")]
    public async Task J11_Missing_and_null_are_null_and_not_zero(string json)
    {
        IpFeedItem row = await TestData.ReadIpAsync(json);
        Assert.Null(row.Ip);
        Assert.Null(row.Port);
        Assert.Null(row.Confidence);
        Assert.Null(row.Severity);
        Assert.Null(row.Timestamp);
        Assert.Null(row.TimestampUtc);
        Assert.Null(row.SampleId);
        Assert.Null(row.SampleLink);
        Assert.Null(row.Indicator);
        Assert.Null(row.Defanged);
        Assert.Empty(row.AdditionalProperties);
    }

    [Fact]
    public async Task Numbers_as_text_are_numbers_and_the_other_way_round()
    {
        IpFeedItem row = await TestData.ReadIpAsync("""{"port":"443","confidence":"95","severity":"-1","ip":11,"ioc":true}""");
        Assert.Equal(443, row.Port);
        Assert.Equal(95, row.Confidence);
        Assert.Equal(-1, row.Severity);
        Assert.Equal("11", row.Ip);
        Assert.Equal("true", row.Indicator);
    }

    [Theory]
    [InlineData("""{"confidence":[85,90]}""", "confidence", "[85, 90]")]
    [InlineData("""{"confidence":"high"}""", "confidence", "high")]
    [InlineData("""{"confidence":85.5}""", "confidence", "85.5")]
    [InlineData("""{"confidence":{"a":1}}""", "confidence", "{a=1}")]
    [InlineData("""{"confidence":true}""", "confidence", "True")]
    [InlineData("""{"timestamp":"2026-03-02"}""", "timestamp", "2026-03-02")]
    [InlineData("""{"timestamp":1772445600}""", "timestamp", "1772445600")]
    [InlineData("""{"ip":["11.0.0.1","11.0.0.2"]}""", "ip", "[11.0.0.1, 11.0.0.2]")]
    [InlineData("""{"ip":{"v4":"11.0.0.1"}}""", "ip", "{v4=11.0.0.1}")]
    public async Task A_known_member_of_another_form_is_kept_beside_the_model(string json, string name, string text)
    {
        IpFeedItem row = await TestData.ReadIpAsync(json);
        Assert.Null(row.Confidence);
        Assert.Null(row.TimestampUtc);
        Assert.Null(row.Ip);
        Assert.Equal(name + "=" + text, row.AdditionalProperties.ToString());
    }

    [Fact]
    public async Task Unknown_members_are_kept_as_plain_values_and_no_date_is_guessed()
    {
        IpFeedItem row = await TestData.ReadIpAsync(
            """{"ip":"11.0.0.1","text":"2026-03-02T10:00:00Z","day":"1/2/2026","nothing":null,"yes":true,"number":1.5,"list":["ok",1],"map":{"Name":"UPPER","name":"lower"},"":"empty key","empty":{},"none":[]}""");
        MemberDictionary more = row.AdditionalProperties;
        Assert.Equal("2026-03-02T10:00:00Z", Assert.IsType<string>(more["text"]));
        Assert.Equal("1/2/2026", Assert.IsType<string>(more["day"]));
        Assert.True(more.ContainsKey("nothing"));
        Assert.Null(more["nothing"]);
        Assert.Equal(true, more["yes"]);
        Assert.Equal(1.5, more["number"]);
        Assert.Equal(["ok", 1L], Assert.IsAssignableFrom<IReadOnlyList<object?>>(more["list"]));
        var map = Assert.IsType<MemberDictionary>(more["map"]);
        Assert.Equal("UPPER", map["Name"]);
        Assert.Equal("lower", map["name"]);
        Assert.Equal("empty key", more[string.Empty]);
        Assert.Empty(Assert.IsType<MemberDictionary>(more["empty"]));
        Assert.Empty(Assert.IsAssignableFrom<IReadOnlyList<object?>>(more["none"]));
        Assert.Same(more, row.AdditionalProperties);
    }

    [Fact]
    public async Task J3_Keys_that_differ_in_case_are_two_members()
    {
        IpFeedItem row = await TestData.ReadIpAsync("""{"IP":"upper","ip":"11.0.0.1","Ip":"title"}""");
        Assert.Equal("11.0.0.1", row.Ip);
        Assert.Equal("upper", row.AdditionalProperties["IP"]);
        Assert.Equal("title", row.AdditionalProperties["Ip"]);
    }

    [Fact]
    public async Task J5_An_empty_key_costs_nothing()
    {
        IpFeedItem row = await TestData.ReadIpAsync("""{"":"empty key","ip":"11.0.0.1"}""");
        Assert.Equal("11.0.0.1", row.Ip);
        Assert.Equal("empty key", row.AdditionalProperties[string.Empty]);
    }

    [Fact]
    public async Task Of_two_members_with_one_name_the_last_wins()
    {
        IpFeedItem row = await TestData.ReadIpAsync("""{"ip":"first","note":"first","ip":"second","note":"second"}""");
        Assert.Equal("second", row.Ip);
        Assert.Equal("second", row.AdditionalProperties["note"]);
    }

    [Fact]
    public async Task Type_members_are_plain_data()
    {
        IpFeedItem row = await TestData.ReadIpAsync("""{"$type":"System.IO.FileInfo","$id":"1","$ref":"1","ip":"11.0.0.1"}""");
        Assert.Equal("System.IO.FileInfo", Assert.IsType<string>(row.AdditionalProperties["$type"]));
        Assert.Equal("1", Assert.IsType<string>(row.AdditionalProperties["$ref"]));
    }

    [Fact]
    public async Task J10_No_digit_of_a_number_is_lost()
    {
        IpFeedItem row = await TestData.ReadIpAsync(
            """{"a":18446744073709551615,"b":9007199254740993,"c":123456789012345678901234567890,"d":-9223372036854775808,"e":1e400,"f":7.999999999999999}""");
        MemberDictionary more = row.AdditionalProperties;
        Assert.Equal(ulong.MaxValue, more["a"]);
        Assert.Equal(9007199254740993L, more["b"]);
        Assert.Equal(BigInteger.Parse("123456789012345678901234567890", System.Globalization.CultureInfo.InvariantCulture), more["c"]);
        Assert.Equal(long.MinValue, more["d"]);
        Assert.Equal("1e400", more["e"]);
        Assert.Equal(7.999999999999999, more["f"]);
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("de-DE")]
    [InlineData("fa-IR")]
    public async Task P14_Numbers_are_read_the_same_in_every_culture(string culture)
    {
        IpFeedItem row = await Culture.In(culture, () => TestData.ReadIpAsync("""{"port":"443","confidence":-7,"x":1.5}"""));
        Assert.Equal(443, row.Port);
        Assert.Equal(-7, row.Confidence);
        Assert.Equal("x=1.5", Culture.In(culture, () => row.AdditionalProperties.ToString()));
    }

    [Theory]
    [InlineData("api_key")]
    [InlineData("api-key")]
    [InlineData("password")]
    public async Task A13_Secrets_that_the_server_echoes_are_dropped(string name)
    {
        IpFeedItem row = await TestData.ReadIpAsync("{\"" + name + "\":\"" + TestData.Key + "\",\"ip\":\"11.0.0.1\",\"more\":1}");
        Assert.Equal("more", Assert.Single(row.AdditionalProperties.Keys));
    }

    [Fact]
    public async Task J9_A_lone_surrogate_costs_nothing()
    {
        IpFeedItem row = await TestData.ReadIpAsync("""{"ip":"bad\ud83d","port":1,"ioc":"\udc00x","note":"ok"}""");
        Assert.Equal("bad\uFFFD", row.Ip);
        Assert.Equal(1, row.Port);
        Assert.Equal("\uFFFDx", row.Indicator);
        Assert.Equal("ok", row.AdditionalProperties["note"]);
    }

    [Fact]
    public async Task J9_A_lone_surrogate_in_an_unknown_member_costs_nothing_either()
    {
        IpFeedItem row = await TestData.ReadIpAsync("""{"ip":"11.0.0.1","strings":["ok","bad\ud83d","nul\u0000inside"],"k\ud83d":1}""");
        Assert.Equal("11.0.0.1", row.Ip);
        Assert.Equal(["ok", "bad\uFFFD", "nul\0inside"], Assert.IsAssignableFrom<IReadOnlyList<object?>>(row.AdditionalProperties["strings"]));
        Assert.Equal(1L, row.AdditionalProperties["k\uFFFD"]);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_cost_nothing()
    {
        byte[] body = [.. """{"data":{"items":[{"ip":"a"""u8, 0xC3, 0x28, .. "\",\"port\":2,\"x\":\""u8, 0xFF, .. "\"},{\"ip\":\"b\"}]}}"u8];
        RowPage<IocFeedItem> page = await TestData.ReadIpsAsync(new MemoryStream(body));
        Assert.Empty(page.Failures);
        Assert.Equal(["a\uFFFD(", "b"], page.Rows.Select(r => r.Value));
        Assert.Equal("\uFFFD", page.Rows[0].AdditionalProperties["x"]);
    }

    [Fact]
    public async Task Deep_members_stay_reachable()
    {
        const int Depth = 100;
        IpFeedItem row = await TestData.ReadIpAsync("{\"ip\":\"11.0.0.1\",\"deep\":" + new string('[', Depth) + new string(']', Depth) + "}");
        Assert.Equal("11.0.0.1", row.Ip);
        object? value = row.AdditionalProperties["deep"];
        for (int i = 1; i < Depth; i++)
        {
            value = Assert.Single(Assert.IsAssignableFrom<IReadOnlyList<object?>>(value));
        }

        Assert.Empty(Assert.IsAssignableFrom<IReadOnlyList<object?>>(value));
    }

    [Fact]
    public async Task The_scores_are_no_part_of_a_rows_identity_and_all_else_is()
    {
        string[] rows =
        [
            """{"ip":"11.0.0.4","sample_id":"a","confidence":80}""",
            """{"confidence":90,"sample_id":"a","ip":"11.0.0.4"}""",
            """{"ip":"11.0.0.4","sample_id":"b","confidence":80}""",
            """{"ip":"a","sample_id":"11.0.0.4","confidence":80}""",
            """{"ip":"11.0.0.4","sample_id":"a","confidence":80,"more":1}""",
            """{"ip":"11.0.0.4","sample_id":"a","confidence":80,"port":1}""",
            "{}",
        ];
        RowPage<IocFeedItem> page = await TestData.ReadIpsAsync(TestData.Envelope(string.Join(",", rows)));
        Assert.Equal(page.Identities[0], page.Identities[1]);
        Assert.Equal(rows.Length - 1, page.Identities.Distinct().Count());
        Assert.Equal(page.Identities[0], page.FirstIdentity);
        Assert.Equal(page.Identities[6], page.LastIdentity);
    }

    [Fact]
    public async Task Rows_of_the_sample_feed_take_their_nested_part()
    {
        const string Rows = """
            {"sample":"s1","ts":"2026-03-02T10:00:00Z","relation":"dns-lookup","domain":"a.example","data":{"answers":["11.0.0.1","11.0.0.2"]}},
            {"sample":"s2","domain":"b.example","data":{"statuses":"malicious"}},
            {"sample":"s3","domain":"c.example","data":{"answers":[],"other":1}}
            """;
        var reader = new RowReader<SampleFeedItem>(FeedContracts.OfSamples(SampleFeedType.Domain), TestData.ListPath, new ReadContext(TestData.Origin));
        RowPage<SampleFeedItem> page = await reader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(TestData.Envelope(Rows))), 3, CancellationToken.None);
        Assert.Equal(["11.0.0.1", "11.0.0.2"], page.Rows[0].Answers);
        Assert.Equal("11.0.0.1; 11.0.0.2", page.Rows[0].Answers.ToString());
        Assert.Empty(page.Rows[0].AdditionalProperties);
        Assert.Equal("a.example", page.Rows[0].Value);
        Assert.Equal("malicious", Assert.Single(page.Rows[1].Statuses));
        Assert.Empty(page.Rows[2].Answers);
        Assert.Equal("data={answers=[]; other=1}", page.Rows[2].AdditionalProperties.ToString());
    }

    [Fact]
    public async Task A_list_that_no_contract_models_keeps_everything()
    {
        var reader = new RowReader<ApiRow>(ApiRow.Contract, TestData.ListPath, new ReadContext(TestData.Origin));
        RowPage<ApiRow> page = await reader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(TestData.Envelope("""{"a":1,"b":{"c":"d"}},{}"""))), 2, CancellationToken.None);
        Assert.Equal("a=1; b={c=d}", page.Rows[0].AdditionalProperties.ToString());
        Assert.Empty(page.Rows[1].AdditionalProperties);
    }

    [Fact]
    public async Task Texts_that_come_again_are_one_object()
    {
        RowPage<IocFeedItem> page = await TestData.ReadIpsAsync(TestData.Envelope("""{"ioc":"same-name"},{"ioc":"same-name"},{"ioc":"other"}"""));
        Assert.Same(page.Rows[0].Indicator, page.Rows[1].Indicator);
        Assert.Equal("other", page.Rows[2].Indicator);
    }
}
