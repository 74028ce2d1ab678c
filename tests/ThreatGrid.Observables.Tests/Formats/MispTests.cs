using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ThreatGrid.Observables.Tests.Readers;
using ThreatGrid.Observables.Tests.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Formats;

public sealed class MispTests
{
    [Fact]
    public void Every_nasty_observable_comes_back()
    {
        IReadOnlyList<Observable> items = Items.Nasty();
        IReadOnlyList<JsonElement> attributes = MispEventReader.Read(Rendering.Of(OutputFormat.MispEvent, [.. items])).Attributes;
        Assert.Equal(items.Count, attributes.Count);
        foreach (Observable item in items)
        {
            string value = item.Port is { } port ? item.Value + "|" + port.ToString(CultureInfo.InvariantCulture) : item.Value;
            JsonElement attribute = Assert.Single(attributes, a => a.Text("value") == value);
            Assert.Equal(item.Port is not null, attribute.Text("type") == "ip-dst|port");
            Assert.Equal(item.Indicator ?? item.Description, attribute.Text("comment"));
        }
    }

    [Fact]
    public void An_event_is_for_the_own_organisation_and_not_published()
    {
        JsonElement root = MispEventReader.Read(Rendering.Of(OutputFormat.MispEvent, Seen("evil.example"))).Event;
        Assert.Equal("0", root.Text("distribution"));
        Assert.Equal("0", root.Text("sharing_group_id"));
        Assert.False(root.GetProperty("published").GetBoolean());
        Assert.Equal("2026-03-02", root.Text("date"));
        Assert.Equal("1772445600", root.Text("timestamp"));
        Assert.Equal("tlp:amber", Assert.Single(root.GetProperty("Tag").EnumerateArray()).Text("name"));
    }

    [Fact]
    public void The_same_values_are_the_same_event_and_attributes_in_any_order()
    {
        (JsonElement first, IReadOnlyList<JsonElement> before) = MispEventReader.Read(Rendering.Of(OutputFormat.MispEvent, Seen("a.example"), Seen("b.example")));
        (JsonElement second, IReadOnlyList<JsonElement> after) = MispEventReader.Read(Rendering.Of(OutputFormat.MispEvent, Seen("b.example"), Seen("a.example"), Seen("b.example")));
        Assert.Equal(first.Text("uuid"), second.Text("uuid"));
        Assert.Equal(before.Select(a => a.Text("uuid")), after.Select(a => a.Text("uuid")));
    }

    [Fact]
    public void The_event_of_a_sample_stays_the_same_when_more_is_found_in_it()
    {
        Observable a = Seen("a.example");
        Observable b = Seen("b.example");
        (a.SampleId, b.SampleId) = ("s1", "s1");
        string? few = MispEventReader.Read(Rendering.Of(OutputFormat.MispEvent, a)).Event.Text("uuid");
        Assert.Equal(few, MispEventReader.Read(Rendering.Of(OutputFormat.MispEvent, a, b)).Event.Text("uuid"));
        b.SampleId = "s2";
        Assert.NotEqual(few, MispEventReader.Read(Rendering.Of(OutputFormat.MispEvent, a, b)).Event.Text("uuid"));
    }

    [Theory]
    [InlineData(80, 80, false, false, true)]
    [InlineData(79, 80, false, false, false)]
    [InlineData(80, 79, false, false, false)]
    [InlineData(null, null, false, false, false)]
    [InlineData(null, null, true, false, true)]
    [InlineData(100, 100, true, true, false)]
    public void Only_what_is_scored_high_or_curated_is_for_detection(int? severity, int? confidence, bool isTrusted, bool isWhitelisted, bool expected)
    {
        Observable item = Seen("evil.example");
        item.Feed = "banking-dns";
        item.Severity = severity;
        item.Confidence = confidence;
        item.IsTrusted = isTrusted;
        item.IsWhitelisted = isWhitelisted;
        JsonElement attribute = Assert.Single(MispEventReader.Read(Rendering.Of(OutputFormat.MispEvent, item)).Attributes);
        Assert.Equal(expected, attribute.GetProperty("to_ids").GetBoolean());
    }

    private static Observable Seen(string domain)
    {
        Observable item = Items.Of(ObservableType.Domain, domain);
        item.UtcTicks = Items.Seen;
        return item;
    }
}
