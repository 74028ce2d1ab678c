using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Hygiene;
using ThreatGrid.Observables.Tests.Readers;
using ThreatGrid.Observables.Tests.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Formats;

/// <summary>Rules of Suricata and Snort 3.</summary>
public sealed class RulesTests
{
    [Fact]
    public void A_suricata_rule_looks_for_the_whole_value_and_nothing_else()
    {
        var format = new SuricataRulesFormat(Rendering.Options);
        foreach (Observable item in Taken(format))
        {
            (string[] header, IReadOnlyDictionary<string, string?> options, IReadOnlyList<(string Buffer, string Text, string Modifiers)> contents) = SuricataRuleReader.Read(format.Entry(item));
            AssertCommon(item, header, options);
            switch (item.Type)
            {
                case ObservableType.Ip:
                    Assert.Equal(["alert", "ip", "$HOME_NET", "any", "->", item.Value, "any"], header);
                    Assert.Empty(contents);
                    break;
                case ObservableType.Domain:
                    Assert.Equal("dns", header[1]);
                    Assert.True(options.ContainsKey("dotprefix"));
                    Assert.Equal(("dns.query", "." + item.Value, "nocase endswith"), Assert.Single(contents));
                    break;
                default:
                    UrlParts parts = UrlParts.Of(item.Value);
                    Assert.Equal(("http", parts.Port ?? "any"), (header[1], header[6]));
                    Assert.Equal([("http.host", parts.Host, "startswith endswith"), ("http.uri.raw", parts.Rest, "startswith endswith")], contents);
                    break;
            }
        }
    }

    [Fact]
    public void A_snort_rule_looks_for_the_whole_value_and_nothing_else()
    {
        var format = new Snort3RulesFormat(Rendering.Options);
        foreach (Observable item in Taken(format))
        {
            (string[] header, IReadOnlyDictionary<string, string?> options, IReadOnlyList<(string Buffer, int? Length, string Text, string Modifiers)> contents) = Snort3RuleReader.Read(format.Entry(item));
            AssertCommon(item, header, options);
            switch (item.Type)
            {
                case ObservableType.Ip:
                    Assert.Equal(["alert", "ip", "$HOME_NET", "any", "->", item.Value, "any"], header);
                    Assert.Empty(contents);
                    break;
                case ObservableType.Domain:
                    Assert.Equal(("udp", "53"), (header[1], header[6]));
                    Assert.Equal(item.Value, Snort3RuleReader.Name(Assert.Single(contents).Text));
                    Assert.Equal(",nocase", contents[0].Modifiers);
                    break;
                default:
                    UrlParts parts = UrlParts.Of(item.Value);
                    string host = parts.Host + (parts.Port is { } port ? ":" + port : string.Empty);
                    Assert.Equal(("http", parts.Port ?? "any"), (header[1], header[6]));
                    Assert.Equal([("http_header:field host", host.Length, host, ",nocase"), ("http_raw_uri", parts.Rest.Length, parts.Rest, string.Empty)], contents);
                    break;
            }
        }
    }

    [Theory]
    [InlineData("http://evil.example/a?q=\"x\";y:z|\\w", "/a?q=|22|x|22 3B|y|3A|z|7C 5C|w")]
    [InlineData("http://evil.example/;", "/|3B|")]
    [InlineData("http://evil.example/plain,'(x)!", "/plain,'(x)!")]
    public void What_is_special_to_a_rule_is_hexadecimal(string url, string content)
    {
        Observable item = Items.Kept(ObservableType.Url, url);
        Assert.Contains("content:\"" + content + "\"", new SuricataRulesFormat(Rendering.Options).Entry(item), StringComparison.Ordinal);
        Assert.Contains("content:\"" + content + "\"", new Snort3RulesFormat(Rendering.Options).Entry(item), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ObservableType.Sha256, Items.EmptySha256, "no rule can be made of it")]
    [InlineData(ObservableType.Md5, "d41d8cd98f00b204e9800998ecf8427e", "no rule can be made of it")]
    [InlineData(ObservableType.Path, "C:\\x.exe", "no rule can be made of it")]
    [InlineData(ObservableType.RegistryKey, "HKLM\\x", "no rule can be made of it")]
    [InlineData(ObservableType.Url, "https://evil.example/x", "take the domain")]
    [InlineData(ObservableType.Url, "http://u:p@evil.example/x", "user name")]
    [InlineData(ObservableType.Url, "http://[2a02:1::ab]/x", "take the address")]
    public void What_no_rule_can_match_is_refused_with_a_reason(ObservableType type, string value, string reason)
    {
        foreach (OutputFormat name in (OutputFormat[])[OutputFormat.SuricataRules, OutputFormat.Snort3Rules])
        {
            ObservableFormat format = FormatCatalog.Create(name, Rendering.Options);
            var filter = new ObservableFilter(new FilterOptions());
            RejectedObservable? rejected = filter.Judge(Items.Of(type, value), format.Refusal);
            Assert.Equal(RejectionKind.NotForFormat, rejected!.Kind);
            Assert.Contains(reason, rejected.Reason, StringComparison.Ordinal);
            Assert.Equal(1, filter.Summary.Rejected);
        }
    }

    [Fact]
    public void A_thousand_domains_are_a_thousand_rules_and_one_more_is_a_data_set()
    {
        var format = new SuricataRulesFormat(Rendering.Options);
        ListContent rules = format.Content(Items.Domains(1000), "/lists/tg.rules");
        Assert.Equal(1000, rules.Lines.Count);
        Assert.Null(rules.SideName);

        List<Observable> more = Items.Domains(1001);
        more.Reverse();
        more.Add(Items.Of(ObservableType.Ip, "11.22.33.44"));
        ListContent content = new SuricataRulesFormat(Rendering.Options).Content(more, "/lists/tg.rules");
        Assert.Equal(2, content.Lines.Count);
        Assert.Equal("tg.domains.lst", content.SideName);
        string[] names = [.. content.SideLines.Select(l => Encoding.ASCII.GetString(Convert.FromBase64String(l)))];
        Assert.Equal(Items.Domains(1001).Select(d => d.Value), names);
        string rule = Assert.Single(content.Lines, l => l.StartsWith("alert dns ", StringComparison.Ordinal));
        Assert.Equal("isset,threatgrid-domains,type string,load tg.domains.lst", SuricataRuleReader.Read(rule).Options["dataset"]);
    }

    [Fact]
    public void A_domain_that_comes_twice_is_in_the_data_set_once()
    {
        List<Observable> items = [.. Items.Domains(1001), .. Items.Domains(1001)];
        ListContent content = new SuricataRulesFormat(Rendering.Options).Content(items, "/lists/tg.rules");
        Assert.Equal(1001, content.SideLines.Count);
    }

    [Fact]
    public void Rules_only_alarm_and_their_numbers_are_in_the_range_of_local_rules()
    {
        foreach (OutputFormat name in (OutputFormat[])[OutputFormat.SuricataRules, OutputFormat.Snort3Rules])
        {
            string[] rules = Rendering.Of(name, [.. Items.Nasty()]).TrimEnd('\n').Split('\n');
            string[] numbers = [.. rules.Select(r => RuleReader.Read(r).Options.Single(o => o.Key == "sid").Value!)];
            Assert.Equal(numbers.Length, numbers.Distinct().Count());
            Assert.All(numbers, n => Assert.InRange(int.Parse(n, CultureInfo.InvariantCulture), 1_000_000, 1_999_999));
        }
    }

    private static List<Observable> Taken(RulesFormat format)
    {
        List<Observable> taken = [.. Items.Nasty().Where(i => format.Refusal(i) is null)];
        Assert.Equal([ObservableType.Ip, ObservableType.Domain, ObservableType.Url], taken.Select(i => i.Type).Distinct());
        return taken;
    }

    private static void AssertCommon(Observable item, string[] header, IReadOnlyDictionary<string, string?> options)
    {
        Assert.Equal("alert", header[0]);
        Assert.StartsWith("Threat Grid " + item.Type.ToString().ToLowerInvariant(), options["msg"], StringComparison.Ordinal);
        Assert.Equal("trojan-activity", options["classtype"]);
        Assert.Equal("1", options["rev"]);
    }
}
