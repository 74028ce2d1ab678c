using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Tests.Readers;
using ThreatGrid.Observables.Tests.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Formats;

/// <summary>Bundles of STIX, and bodies for Sentinel (case 17).</summary>
public sealed class StixTests
{
    [Fact]
    public void A_bundle_of_nasty_observables_is_as_the_standard_wants_it_with_an_indicator_for_each()
    {
        IReadOnlyList<Observable> items = Items.Nasty();
        IReadOnlyDictionary<string, JsonElement> indicators = StixBundleReader.Read(Rendering.Of(OutputFormat.Stix21, [.. items]));
        Assert.Equal(items.Count, indicators.Count);
        foreach (Observable item in items)
        {
            JsonElement indicator = Assert.Single(indicators.Values, i => i.Text("pattern") == StixPattern.Of(item));
            Assert.Equal(item.Value, indicator.Text("name"));
            Assert.Equal(item.Description, indicator.Text("description"));
            Assert.Equal(item.Confidence, indicator.Number("confidence"));
            Assert.Equal(item.Indicator is { } label ? [label] : [], Texts(indicator, "labels"));
            JsonElement reference = Assert.Single(indicator.GetProperty("external_references").EnumerateArray());
            Assert.Equal(item.SampleId, reference.Text("external_id"));
            Assert.Equal(item.SampleLink, reference.Text("url"));
        }
    }

    [Fact]
    public void A_bundle_of_nothing_has_still_its_identity_and_marking()
        => Assert.Empty(StixBundleReader.Read(Rendering.Of(OutputFormat.Stix21)));

    [Fact]
    public void What_has_no_text_has_no_member()
    {
        JsonElement indicator = Assert.Single(StixBundleReader.Read(Rendering.Of(OutputFormat.Stix21, Items.Of(ObservableType.Domain, "evil.example")))).Value;
        foreach (string name in (string[])["description", "confidence", "labels", "external_references"])
        {
            Assert.False(indicator.TryGetProperty(name, out _), name);
        }
    }

    [Fact]
    public void The_same_values_have_the_same_ids_a_week_later_in_another_order()
    {
        FormatOptions later = Rendering.Options with { NowUtc = Items.Now.AddDays(7) };
        IReadOnlyDictionary<string, JsonElement> first = StixBundleReader.Read(Rendering.Of(OutputFormat.Stix21, [.. Items.Nasty()]));
        IReadOnlyDictionary<string, JsonElement> second = StixBundleReader.Read(Rendering.Of(OutputFormat.Stix21, later, [.. Items.Nasty().Reverse()]));
        Assert.Equal(first.Keys, second.Keys);
    }

    [Fact]
    public void The_same_content_is_the_same_text()
        => Assert.Equal(Rendering.Of(OutputFormat.Stix21, [.. Items.Nasty()]), Rendering.Of(OutputFormat.Stix21, [.. Items.Nasty()]));

    [Fact]
    public void An_id_made_by_an_earlier_version_stays()
    {
        Assert.Equal("indicator--babadd4a-8462-532b-9147-a48fb4a3459f", IdOf(ObservableType.Domain, "evil.example"));
        Assert.Equal("identity--0fdc680e-274b-5517-b206-d7c835855789", StixCommon.IdentityId);
    }

    [Theory]
    [InlineData(ObservableType.Domain, "evil.example", "EVIL.Example.", "evil[.]example", "evil(.)example", "evil[dot]example")]
    [InlineData(ObservableType.Domain, "xn--bcher-kva.example", "bücher.example", "BÜCHER.example")]
    [InlineData(ObservableType.Ip, "2a02:1::ab", "2A02:0001:0000:0000:0000:0000:0000:00AB", "[2a02:1::ab]")]
    [InlineData(ObservableType.Ip, "11.22.33.44", "11[.]22[.]33[.]44", "::ffff:11.22.33.44", "11.22.33.44/32")]
    [InlineData(ObservableType.Url, "http://evil.example/A/b?X=1", "HTTP://Evil.Example:80/A/b?X=1#top", "hxxp://evil[.]example/A/b?X=1")]
    [InlineData(ObservableType.Url, "http://evil.example/a%2Fb", "http://evil.example/a%2fb")]
    [InlineData(ObservableType.Sha256, Items.EmptySha256, "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    public void Spellings_of_a_value_have_one_id(ObservableType type, string value, params string[] others)
        => Assert.All(others, o => Assert.Equal(IdOf(type, value), IdOf(type, o)));

    [Fact]
    public void Another_type_value_or_port_is_another_id()
    {
        Observable withPort = Items.Of(ObservableType.Ip, "11.22.33.44");
        withPort.Port = 443;
        string[] ids =
        [
            IdOf(ObservableType.Ip, "11.22.33.44"),
            IdOf(ObservableType.Ip, "11.22.33.45"),
            IdOf(ObservableType.Path, "11.22.33.44"),
            IdOf(ObservableType.RegistryKey, "11.22.33.44"),
            IdOf(ObservableType.Url, "http://11.22.33.44/"),
            Id(withPort),
        ];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    /// <summary>The answers are those of Python's uuid.uuid5.</summary>
    [Theory]
    [InlineData("x", "013319a6-b10b-5d7b-be2d-93284ea7dcbc")]
    [InlineData("ü", "3ea92c74-4506-506b-b418-88550d3339b7")]
    public void A_uuid_of_a_name_is_of_version_5(string name, string uuid) => Assert.Equal(uuid, NamedUuid.Of(name));

    [Fact]
    public void A_new_sighting_keeps_id_and_created_and_moves_modified()
    {
        var history = new ValueHistory();
        JsonElement first = Assert.Single(StixBundleReader.Read(Rendering.Of(new Stix21Format(Rendering.Options), [Sighting(0)], history))).Value;
        Assert.Equal("2026-03-02T10:00:00.123Z", first.Text("created"));
        Assert.Equal("2026-03-02T10:00:00.123Z", first.Text("modified"));
        Assert.Equal("2026-04-01T10:00:00.123Z", first.Text("valid_until"));

        JsonElement second = Assert.Single(StixBundleReader.Read(Rendering.Of(new Stix21Format(Rendering.Options), [Sighting(2), Sighting(1)], history))).Value;
        Assert.Equal(first.Text("id"), second.Text("id"));
        Assert.Equal(first.Text("created"), second.Text("created"));
        Assert.Equal("2026-03-04T10:00:00.123Z", second.Text("modified"));
        Assert.Equal("2026-04-03T10:00:00.123Z", second.Text("valid_until"));
    }

    [Fact]
    public void Several_samples_and_indicators_of_a_value_are_in_its_one_object()
    {
        Observable[] items = [Sighting(0), Sighting(1), Sighting(2)];
        for (int i = 0; i < items.Length; i++)
        {
            items[i].Indicator = "ioc-" + (i % 2);
            items[i].SampleId = "s" + i;
            items[i].Confidence = i == 1 ? 90 : 50;
        }

        JsonElement indicator = Assert.Single(StixBundleReader.Read(Rendering.Of(OutputFormat.Stix21, items))).Value;
        Assert.Equal(["ioc-0", "ioc-1"], Texts(indicator, "labels"));
        Assert.Equal(["s0", "s1", "s2"], indicator.GetProperty("external_references").EnumerateArray().Select(r => r.Text("external_id")));
        Assert.Equal(90, indicator.Number("confidence"));
    }

    [Theory]
    [InlineData(TlpMarking.Clear, "613f2e26-407d-48c7-9eca-b8e91df99dc9", "white")]
    [InlineData(TlpMarking.Green, "34098fce-860f-48ae-8e50-ebd3cc5e41da", "green")]
    [InlineData(TlpMarking.Amber, "f88d31f6-486f-44da-b317-01333bde0b82", "amber")]
    [InlineData(TlpMarking.Red, "5e57c739-391a-4eb3-b6be-7d15ca92d5ed", "red")]
    public void A_marking_has_the_id_that_the_standard_fixed(TlpMarking tlp, string id, string word)
    {
        string text = Rendering.Of(OutputFormat.Stix21, Rendering.Options with { Tlp = tlp }, Items.Of(ObservableType.Domain, "evil.example"));
        JsonElement indicator = Assert.Single(StixBundleReader.Read(text)).Value;
        Assert.Equal(["marking-definition--" + id], Texts(indicator, "object_marking_refs"));
        JsonElement marking = Assert.Single(StrictJson.Read(text).GetProperty("objects").EnumerateArray(), o => o.Text("type") == "marking-definition");
        Assert.Equal(word, marking.GetProperty("definition").Text("tlp"));
    }

    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(100, new[] { 100 })]
    [InlineData(250, new[] { 100, 100, 50 })]
    public void Sentinel_gets_at_most_a_hundred_objects_at_once(int count, int[] sizes)
    {
        List<Observable> items = Items.Domains(count);
        List<IReadOnlyList<JsonElement>> bodies = [.. new SentinelUploadFormat(Rendering.Options).Render(items, new ValueHistory()).Select(d => SentinelUploadReader.Read(string.Concat(d)))];
        Assert.Equal(sizes, bodies.Select(b => b.Count));
        Assert.Equal(count, bodies.SelectMany(b => b).Select(i => i.Text("id")).Distinct().Count());
    }

    [Fact]
    public void Sentinel_gets_the_same_indicators_as_a_bundle_has()
    {
        IReadOnlyDictionary<string, JsonElement> bundle = StixBundleReader.Read(Rendering.Of(OutputFormat.Stix21, [.. Items.Nasty()]));
        IReadOnlyList<JsonElement> body = SentinelUploadReader.Read(Rendering.Of(OutputFormat.SentinelUpload, [.. Items.Nasty()]));
        Assert.Equal(bundle.Count, body.Count);
        Assert.All(body, i => Assert.Equal(bundle[i.Text("id")!].Text("pattern"), i.Text("pattern")));
    }

    private static Observable Sighting(int day)
    {
        Observable item = Items.Of(ObservableType.Domain, "evil.example");
        item.UtcTicks = Items.Seen + (day * TimeSpan.TicksPerDay);
        return item;
    }

    private static string IdOf(ObservableType type, string text) => Id(Items.Kept(type, text));

    private static string Id(Observable item) => Assert.Single(StixIndicator.Of([item])).Id;

    private static IEnumerable<string?> Texts(JsonElement element, string name)
        => element.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray().Select(e => e.GetString()) : [];
}
