using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Tests.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Json;

/// <summary>Sections in all their forms, cut at every byte.</summary>
public sealed class SectionReadingTests
{
    [Theory]
    [InlineData("{\"data\":{\"items\":{\"3\":{\"path\":\"a\"},\"1\":{\"path\":\"b\"}}}}", "3=a 1=b")]
    [InlineData("{\"data\":{\"items\":[{\"path\":\"a\"},{\"path\":\"b\"}]}}", "=a =b")]
    [InlineData("{\"data\":{\"items\":{}}}", "")]
    [InlineData("{\"data\":{\"items\":[]}}", "")]
    [InlineData("{\"data\":{}}", "")]
    [InlineData("{\"data\":null}", "")]
    [InlineData("{\"data\":{\"items\":null}}", "")]
    [InlineData("{\"data\":{\"other\":{\"items\":{\"9\":{}}},\"items\":{\"1\":{\"path\":\"a\"}}},\"id\":1}", "1=a")]
    public async Task Every_form_is_read_however_it_arrives(string json, string expected)
    {
        foreach (int chunk in new[] { 1, 2, 3, 7, 64, 100_000 })
        {
            RowPage<SampleArtifact> page = await ReadAsync(json, chunk, isOptional: false);
            Assert.Empty(page.Failures);
            Assert.Equal(expected, string.Join(" ", page.Rows.Select(r => r.ArtifactId + "=" + r.Path)));
        }
    }

    [Fact]
    public async Task A_section_that_is_not_there_is_none_only_where_it_may_be_missing()
    {
        Assert.Empty((await ReadAsync("{\"version\":4}", 5, isOptional: true)).Rows);
        await Assert.ThrowsAsync<UnexpectedAnswerException>(() => ReadAsync("{\"version\":4}", 5, isOptional: false));
        await Assert.ThrowsAsync<UnexpectedAnswerException>(() => ReadAsync("{\"version\":4", 5, isOptional: true));
    }

    [Fact]
    public async Task Rows_are_handed_over_while_the_rest_still_comes()
    {
        string json = "{\"data\":{\"items\":{" + string.Join(",", Enumerable.Range(0, 2000).Select(i => $"\"{i}\":{{\"path\":\"{new string('x', 200)}\"}}")) + "}}}";
        var counts = new List<int>();
        var reader = new RowReader<SampleArtifact>(AnalysisContracts.Artifact, TestData.ListPath, new ReadContext(null), RowShape.Map);
        await reader.ReadAsync(
            new ChunkedStream(Encoding.UTF8.GetBytes(json), 4096),
            16,
            page =>
            {
                counts.Add(page.Rows.Count);
                page.Rows.Clear();
                page.Identities.Clear();
                return Task.CompletedTask;
            },
            CancellationToken.None);
        Assert.Equal(2000, counts.Sum());
        Assert.True(counts.Count > 20);
        Assert.True(reader.FoundRows);
    }

    [Theory]
    [InlineData("Fri, 19 Jun 2020 14:28:07 UTC", "2020-06-19T14:28:07Z")]
    [InlineData("Thu, 21 Jul 2185 23:34:33 GMT", "2185-07-21T23:34:33Z")]
    [InlineData("Thu, 29 Feb 2024 23:59:60 UTC", "2024-02-29T23:59:59Z")]
    public void Long_times_are_read(string text, string expected)
    {
        Assert.True(WireTime.TryParseLong(Encoding.UTF8.GetBytes(text), out long? ticks));
        Assert.Equal(TestData.Ticks(expected), ticks);
    }

    [Theory]
    [InlineData("Fri, 19 Jun 2020 14:28:07")]
    [InlineData("Fri, 19 Jub 2020 14:28:07 UTC")]
    [InlineData("Fri, 19 anF 2020 14:28:07 UTC")]
    [InlineData("Fri, 30 Feb 2020 14:28:07 UTC")]
    [InlineData("Fri, 19 Jun 2020 25:28:07 UTC")]
    [InlineData("Fri, 19 Jun 2020 14:28:07 EST")]
    [InlineData("Fri, 1x Jun 2020 14:28:07 UTC")]
    public void Other_texts_are_no_long_times(string text) => Assert.False(WireTime.TryParseLong(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public async Task A_number_that_does_not_fit_is_kept_as_it_came_not_cut_to_another()
    {
        var reader = new RowReader<SampleThreat>(AnalysisContracts.Threat, ["data"], new ReadContext(TestData.Origin), RowShape.Record);
        RowPage<SampleThreat> page = await reader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes("{\"data\":{\"score\":4294967391,\"max-severity\":\"90\"}}")), 1, CancellationToken.None);
        SampleThreat threat = Assert.Single(page.Rows);
        Assert.Null(threat.Score);
        Assert.Equal(4294967391L, threat.AdditionalProperties["score"]);
        Assert.Equal(90, threat.MaximumSeverity);
    }

    [Fact]
    public void An_empty_text_is_no_time_and_no_failure()
    {
        Assert.True(WireTime.TryParseLong([], out long? ticks));
        Assert.Null(ticks);
    }

    private static Task<RowPage<SampleArtifact>> ReadAsync(string json, int chunk, bool isOptional)
        => new RowReader<SampleArtifact>(AnalysisContracts.Artifact, TestData.ListPath, new ReadContext(TestData.Origin), RowShape.Map, isOptional)
            .ReadAsync(new ChunkedStream(Encoding.UTF8.GetBytes(json), chunk), 4, CancellationToken.None);
}
