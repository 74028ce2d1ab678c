using System.Linq;
using System.Text.Json;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Tests.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Json;

public sealed class LooseRecordTests
{
    [Theory]
    [InlineData("{\"a-b\":\"x\"}", "a-b")]
    [InlineData("{\"a_b\":\"x\"}", "a-b")]
    [InlineData("{\"a-b\":\"x\"}", "a_b")]
    public void Members_are_found_in_both_cases(string json, string name)
    {
        LooseRecord record = Read(json);
        Assert.Equal("x", record.Text(name));
        Assert.Empty(record.Complete(new User()).AdditionalProperties);
    }

    [Fact]
    public void What_nobody_asks_for_or_has_another_form_is_kept()
    {
        LooseRecord record = Read("{\"n\":{\"x\":1},\"flag\":\"maybe\",\"other\":[1,2],\"when\":\"soon\"}");
        Assert.Null(record.Text("n"));
        Assert.Null(record.Boolean("flag"));
        Assert.Null(record.Ticks("when"));
        Assert.Equal(["flag", "n", "other", "when"], record.Complete(new User()).AdditionalProperties.Keys.OrderBy(k => k));
    }

    [Fact]
    public void Keys_are_dropped_however_deep_they_stand()
    {
        MemberDictionary rest = Read("{\"api_key\":\"k\",\"a\":{\"API-KEY\":\"k\",\"b\":[{\"api_key\":\"k\",\"c\":1}]}}").Complete(new User()).AdditionalProperties;
        Assert.Equal("a={b=[{c=1}]}", rest.ToString());
    }

    [Theory]
    [InlineData("[{\"x\":1}]", 1)]
    [InlineData("{\"list\":[{\"x\":1},{\"x\":2}]}", 2)]
    [InlineData("{\"LIST\":[{\"x\":1}]}", 1)]
    [InlineData("{\"list\":{\"a\":{\"x\":1},\"b\":{\"x\":2}}}", 2)]
    [InlineData("{\"list\":[]}", 0)]
    [InlineData("null", 0)]
    [InlineData("{\"x\":1}", 1)]
    public void A_list_is_found_wherever_it_stands(string json, int count)
        => Assert.Equal(count, LooseRecord.ListOf(Value(json), "list", TestData.Origin).Count());

    [Fact]
    public void An_object_may_be_wrapped()
    {
        Assert.Equal("a", LooseRecord.Of(Value("{\"user\":{\"login\":\"a\"}}"), "user", TestData.Origin).Text("login"));
        Assert.Equal("a", LooseRecord.Of(Value("{\"login\":\"a\"}"), "user", TestData.Origin).Text("login"));
        Assert.Throws<UnexpectedAnswerException>(() => LooseRecord.Of(Value("[]"), "user", TestData.Origin));
    }

    private static LooseRecord Read(string json) => new((MemberDictionary)Value(json)!, TestData.Origin);

    private static object? Value(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return JsonValues.From(document.RootElement);
    }
}
