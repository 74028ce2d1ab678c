using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Feeds;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Tests.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Json;

/// <summary>Whole answers: the envelope, bodies that are something else, and bodies that arrive in pieces.</summary>
public sealed class AnswerTests
{
    private const string Mixed = """
        {"api_version":2,"note":{"items":[1,2]},"id":1,"data":{"before":[{"ip":"no"}],"index":7,"items":[
          {"ip":"11.0.0.1","port":1,"ioc":"é\u00e9","x":{"deep":["\ud83d"]}}, 5, {"ip":"bad\ud83d"}, null,
          {"confidence":[1,2],"timestamp":"2026-03-02T10:00:00.25Z","ip":"11.0.0.3"} , [1], "text" , {} ],
          "current_item_count":8,"timed_out":false,"items_per_page":100,"after":{"index":9}},"index":3,"trailer":true}
        """;

    [Fact]
    public async Task Envelope_members_before_and_after_the_list_are_read()
    {
        RowPage<IocFeedItem> page = await TestData.ReadIpsAsync(Mixed);
        Assert.Equal(7, page.Index);
        Assert.Equal(8, page.CurrentItemCount);
        Assert.Equal(100, page.ItemsPerPage);
        Assert.False(page.TimedOut);
        Assert.Equal(8, page.Count);
    }

    [Fact]
    public async Task T25_A_row_that_is_no_object_is_one_failure_and_the_rest_is_read()
    {
        RowPage<IocFeedItem> page = await TestData.ReadIpsAsync(Mixed);
        Assert.Equal(["11.0.0.1", "bad\uFFFD", "11.0.0.3", null], page.Rows.Select(r => r.Value));
        Assert.Equal([1, 3, 5, 6], page.Failures.Select(f => f.Position));
        Assert.Equal(["5", "null", "[1]", "\"text\""], page.Failures.Select(f => f.Text));
        Assert.Equal(4, page.Failures.Select(f => f.Identity).Distinct().Count());
    }

    [Fact]
    public async Task The_body_reads_the_same_wherever_it_is_split()
    {
        byte[] body = Encoding.UTF8.GetBytes(Mixed);
        string whole = Print(await TestData.ReadIpsAsync(new MemoryStream(body)));
        for (int position = 1; position < body.Length; position++)
        {
            Assert.Equal(whole, Print(await TestData.ReadIpsAsync(ChunkedStream.SplitAt(body, position))));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task The_body_reads_the_same_in_pieces_of_any_size(int size)
    {
        byte[] body = Encoding.UTF8.GetBytes(Mixed);
        string whole = Print(await TestData.ReadIpsAsync(new MemoryStream(body)));
        Assert.Equal(whole, Print(await TestData.ReadIpsAsync(new ChunkedStream(body, size))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(1000)]
    public async Task A_byte_order_mark_costs_nothing(int size)
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(TestData.Envelope("""{"ip":"11.0.0.1"}"""))];
        RowPage<IocFeedItem> page = await TestData.ReadIpsAsync(new ChunkedStream(body, size));
        Assert.Equal("11.0.0.1", Assert.Single(page.Rows).Value);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"data\":{}}")]
    [InlineData("{\"data\":null}")]
    [InlineData("{\"data\":[]}")]
    [InlineData("{\"data\":{\"items\":{}}}")]
    [InlineData("{\"data\":{\"items\":[]}}")]
    [InlineData("{\"data\":{\"items\":null}}")]
    [InlineData("{\"data\":{\"items\":[]},\"error\":null} \r\n")]
    [InlineData(" {\"data\" : { \"items\" : [ ] } } ")]
    public async Task Sections_without_findings_are_empty(string json)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        for (int position = 1; position <= body.Length; position++)
        {
            RowPage<IocFeedItem> page = await TestData.ReadIpsAsync(ChunkedStream.SplitAt(body, position));
            Assert.Equal(0, page.Count);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("5")]
    [InlineData("[{\"ip\":\"11.0.0.1\"}]")]
    [InlineData("{\"items\":[]}")]
    [InlineData("{\"data\":\"text\"}")]
    [InlineData("{\"data\":5}")]
    [InlineData("{\"data\":[1]}")]
    [InlineData("{\"data\":{\"items\":\"text\"}}")]
    [InlineData("{\"data\":{\"items\":true}}")]
    [InlineData("{\"data\":{\"items\":{\"a\":1}}}")]
    [InlineData("{\"data\":{\"items\":7,\"index\":0}}")]
    [InlineData("{\"error\":{\"code\":401,\"message\":\"no\"}}")]
    [InlineData("{\"api_version\":2,\"error\":\"no\"}")]
    [InlineData("{\"data\":{\"items\":[]},\"error\":{\"message\":\"late\"}}")]
    public async Task J13_Json_that_is_not_the_apis_is_an_error_wherever_it_is_split(string json)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        for (int position = 1; position <= body.Length; position++)
        {
            UnexpectedAnswerException e = await Assert.ThrowsAsync<UnexpectedAnswerException>(() => TestData.ReadIpsAsync(ChunkedStream.SplitAt(body, position)));
            Assert.False(e.IsTransient);
            Assert.NotNull(e.RecommendedAction);
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>log on</body></html>")]
    [InlineData(" \r\n\t<html></html>")]
    [InlineData("\uFEFF<xml/>")]
    public async Task D1_A_web_page_is_an_error_that_says_so(string body)
    {
        UnexpectedAnswerException e = await Assert.ThrowsAsync<UnexpectedAnswerException>(() => TestData.ReadIpsAsync(body));
        Assert.Contains("web page", e.Message, StringComparison.Ordinal);
        Assert.False(e.IsTransient);
    }

    [Fact]
    public async Task R5_An_empty_body_is_an_error_and_not_an_empty_list()
    {
        UnexpectedAnswerException e = await Assert.ThrowsAsync<UnexpectedAnswerException>(() => TestData.ReadIpsAsync(string.Empty));
        Assert.Contains("empty body", e.Message, StringComparison.Ordinal);
        Assert.True(e.IsTransient);
    }

    [Theory]
    [InlineData("   ")]
    [InlineData("\uFEFF")]
    public async Task A_blank_body_is_an_error(string body)
        => await Assert.ThrowsAsync<UnexpectedAnswerException>(() => TestData.ReadIpsAsync(body));

    [Fact]
    public async Task A_body_cut_anywhere_is_an_error_with_the_byte_position()
    {
        byte[] body = Encoding.UTF8.GetBytes(Mixed.Trim());
        for (int length = 1; length < body.Length; length++)
        {
            UnexpectedAnswerException e = await Assert.ThrowsAsync<UnexpectedAnswerException>(() => TestData.ReadIpsAsync(new MemoryStream(body, 0, length)));
            Assert.Matches("at byte [0-9]+", e.Message);
            Assert.True(e.IsTransient);
            Assert.InRange(PositionIn(e), 0, length);
            Assert.True(e.ServerMessage!.Length <= 400);
        }
    }

    [Fact]
    public async Task Broken_json_far_behind_is_found_at_its_own_byte()
    {
        var json = new StringBuilder("{\"data\":{\"items\":[");
        for (int i = 0; i < 5000; i++)
        {
            json.Append("{\"ip\":\"11.0.0.1\",\"port\":").Append(i).Append(",\"ioc\":\"network-stream-to-flagged-host\"},");
        }

        int broken = json.Length + 6;
        json.Append("{\"ip\":x}]}}");
        byte[] body = Encoding.UTF8.GetBytes(json.ToString());
        foreach (int size in new[] { int.MaxValue, 1000, 4096 })
        {
            UnexpectedAnswerException e = await Assert.ThrowsAsync<UnexpectedAnswerException>(() => TestData.ReadIpsAsync(new ChunkedStream(body, size)));
            Assert.InRange(PositionIn(e), broken - 1, broken + 1);
        }
    }

    [Theory]
    [InlineData("{\"iocs\":")]
    [InlineData("{\"data\":{\"items\":[{\"x\":")]
    [InlineData("{\"data\":{\"items\":[")]
    [InlineData("")]
    public async Task Two_thousand_nested_arrays_are_an_error_and_no_crash(string before)
        => await Assert.ThrowsAsync<UnexpectedAnswerException>(() => TestData.ReadIpsAsync(before + new string('[', 2000)));

    [Fact]
    public async Task J7_A_text_of_a_million_characters_is_read()
    {
        string text = new('x', 1_000_000);
        byte[] body = Encoding.UTF8.GetBytes(TestData.Envelope("{\"ip\":\"" + text + "\"},{\"ip\":\"after\"}"));
        RowPage<IocFeedItem> page = await TestData.ReadIpsAsync(new ChunkedStream(body, 30_000));
        Assert.Equal(text, page.Rows[0].Value);
        Assert.Equal("after", page.Rows[1].Value);
    }

    [Fact]
    public async Task A_curated_feed_is_a_bare_list()
    {
        const string Json = """[{"domain":"a.example","ips":["11.0.0.1"],"sample":"https://h/samples/abc","timestamp":"2026-03-02T10:00:00Z"},{"domain":"b.example"}]""";
        byte[] body = Encoding.UTF8.GetBytes(Json);
        for (int position = 1; position < body.Length; position++)
        {
            var reader = new RowReader<CuratedFeedItem>(FeedContracts.Curated, [], new ReadContext(TestData.Origin));
            RowPage<CuratedFeedItem> page = await reader.ReadAsync(ChunkedStream.SplitAt(body, position), 2, CancellationToken.None);
            Assert.Equal(["a.example", "b.example"], page.Rows.Select(r => r.Value));
            Assert.Equal("abc", page.Rows[0].SampleId);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"error\":{\"message\":\"no\"}}")]
    [InlineData("null")]
    public async Task A_curated_feed_that_is_no_list_is_an_error(string json)
    {
        var reader = new RowReader<CuratedFeedItem>(FeedContracts.Curated, [], new ReadContext(TestData.Origin));
        await Assert.ThrowsAsync<UnexpectedAnswerException>(() => reader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(json)), 1, CancellationToken.None));
    }

    [Fact]
    public async Task A_record_is_read_where_a_list_would_stand()
    {
        JsonContract<Identity> contract = new JsonContract<Identity>(() => new Identity()).Text("login", (i, v) => i.Login = v);
        byte[] body = Encoding.UTF8.GetBytes("{\"api_version\":3,\"data\":{\"login\":\"jo\",\"api_key\":\"" + TestData.Key + "\",\"x\":[1]},\"id\":4}");
        for (int position = 1; position < body.Length; position++)
        {
            var reader = new RowReader<Identity>(contract, ["data"], new ReadContext(TestData.Origin), RowShape.Record);
            RowPage<Identity> page = await reader.ReadAsync(ChunkedStream.SplitAt(body, position), 1, CancellationToken.None);
            Identity who = Assert.Single(page.Rows);
            Assert.Equal("jo", who.Login);
            Assert.Equal("x", Assert.Single(who.AdditionalProperties.Keys));
        }
    }

    [Fact]
    public async Task A_server_that_ran_out_of_time_is_seen()
        => Assert.True((await TestData.ReadIpsAsync("{\"data\":{\"items\":[],\"timed_out\":true}}")).TimedOut);

    private static long PositionIn(UnexpectedAnswerException e)
    {
        string after = e.Message.Substring(e.Message.IndexOf("at byte ", StringComparison.Ordinal) + "at byte ".Length);
        return long.Parse(after.Substring(0, after.IndexOf(':')), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Print(RowPage<IocFeedItem> page)
    {
        var lines = new List<string> { $"{page.Index} {page.CurrentItemCount} {page.ItemsPerPage} {page.TimedOut} {page.FirstIdentity} {page.LastIdentity}" };
        lines.AddRange(page.Rows.Select((r, i) => $"{page.Identities[i]} {r.Value} {((IpFeedItem)r).Port} {r.Indicator} {r.UtcTicks} {r.AdditionalProperties}"));
        lines.AddRange(page.Failures.Select(f => f.ToString()));
        return string.Join("\n", lines);
    }
}
