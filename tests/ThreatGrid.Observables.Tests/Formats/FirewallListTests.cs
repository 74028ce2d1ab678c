using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Hygiene;
using ThreatGrid.Observables.Tests.Readers;
using ThreatGrid.Observables.Tests.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Formats;

/// <summary>Lists that firewalls take as they are (case 19).</summary>
public sealed class FirewallListTests
{
    private const string Sha256 = "aac31cad30bc08ef2918b9c8f6658dd44a2626a0a3f5e65a9fb53bf7452a36fc";

    private static readonly (ObservableType Type, string Value)[] Values =
    [
        (ObservableType.Domain, "evil.example"),
        (ObservableType.Domain, "sub.evil.example"),
        (ObservableType.Domain, "other.example"),
        (ObservableType.Domain, "bücher.example"),
        (ObservableType.Domain, "xn--bcher-kva.example"),
        (ObservableType.Ip, "11.22.33.44"),
        (ObservableType.Ip, "11.22.33.45"),
        (ObservableType.Ip, "11.0.0.0/8"),
        (ObservableType.Ip, "2a02:1::ab"),
        (ObservableType.Url, "http://evil.example/path/x?q=1"),
        (ObservableType.Url, "https://www.evil.example:8443/A%20B"),
        (ObservableType.Url, "http://bücher.example/ü"),
        (ObservableType.Domain, "\"quoted.example\""),
        (ObservableType.Domain, "comma,inside.example"),
        (ObservableType.Sha256, Sha256),
        (ObservableType.Sha256, "AAC31CAD30BC08EF2918B9C8F6658DD44A2626A0A3F5E65A9FB53BF7452A36FC"),
        (ObservableType.Md5, "d41d8cd98f00b204e9800998ecf8427e"),
    ];

    [Theory]
    [InlineData(OutputFormat.FmcSiDns, "evil.example\nother.example\nxn--bcher-kva.example\n")]
    [InlineData(OutputFormat.FmcSiNetwork, "11.22.33.44\n11.22.33.45\n2a02:1::ab\n")]
    [InlineData(OutputFormat.FmcSiUrl, "evil.example/path/x?q=1\nwww.evil.example:8443/A%20B\nxn--bcher-kva.example/%C3%BC\n")]
    [InlineData(OutputFormat.EdlDomain, "evil.example\nother.example\nsub.evil.example\nxn--bcher-kva.example\n")]
    [InlineData(OutputFormat.EdlIp, "11.22.33.44\n11.22.33.45\n2a02:1::ab\n")]
    [InlineData(OutputFormat.EdlUrl, "evil.example/path/x?q=1\nwww.evil.example:8443/A%20B\nxn--bcher-kva.example/%C3%BC\n")]
    [InlineData(OutputFormat.FmcTidDomain, "evil.example\nother.example\nsub.evil.example\nxn--bcher-kva.example\n")]
    [InlineData(OutputFormat.FmcTidIpv4, "11.22.33.44\n11.22.33.45\n")]
    [InlineData(OutputFormat.FmcTidIpv6, "2a02:1::ab\n")]
    [InlineData(OutputFormat.FmcTidSha256, Sha256 + "\n")]
    [InlineData(OutputFormat.FmcTidUrl, "evil.example/path/x?q=1\nwww.evil.example/A%20B\nxn--bcher-kva.example/%C3%BC\n")]
    public void The_values_of_the_case_are_the_list_of_the_case_in_any_order(OutputFormat name, string expected)
    {
        foreach (IEnumerable<(ObservableType Type, string Value)> values in (IEnumerable<(ObservableType Type, string Value)>[])[Values, Enumerable.Reverse(Values)])
        {
            (string list, List<RejectedObservable> rejected, ObservableSummary summary) = Make(name, values);
            Assert.Equal(expected, list);
            Assert.Equal(Values.Length, summary.Read);
            Assert.Equal(Values.Length, summary.Kept + rejected.Count);
            Assert.All(rejected, r => Assert.NotEmpty(r.Reason));
        }
    }

    [Fact]
    public void What_is_not_in_a_list_has_its_reason()
    {
        List<RejectedObservable> rejected = Make(OutputFormat.FmcTidDomain, Values).Rejected;
        Assert.StartsWith("not a domain", Find(rejected, "\"quoted.example\"").Reason, StringComparison.Ordinal);
        Assert.StartsWith("not a domain", Find(rejected, "comma,inside.example").Reason, StringComparison.Ordinal);
        Assert.StartsWith("too wide", Find(rejected, "11.0.0.0/8").Reason, StringComparison.Ordinal);
        Assert.Equal(RejectionKind.Duplicate, Find(rejected, "xn--bcher-kva.example").Kind);
        Assert.Equal(RejectionKind.NotForFormat, Find(Make(OutputFormat.FmcTidSha256, Values).Rejected, "d41d8cd98f00b204e9800998ecf8427e").Kind);
    }

    [Theory]
    [InlineData(OutputFormat.FmcSiDns)]
    [InlineData(OutputFormat.FmcSiNetwork)]
    [InlineData(OutputFormat.FmcSiUrl)]
    [InlineData(OutputFormat.FmcTidIpv4)]
    [InlineData(OutputFormat.FmcTidIpv6)]
    [InlineData(OutputFormat.FmcTidDomain)]
    [InlineData(OutputFormat.FmcTidUrl)]
    [InlineData(OutputFormat.FmcTidSha256)]
    [InlineData(OutputFormat.EdlIp)]
    [InlineData(OutputFormat.EdlDomain)]
    [InlineData(OutputFormat.EdlUrl)]
    public void A_list_of_nasty_observables_is_one_a_firewall_reads(OutputFormat name)
    {
        string list = Rendering.Of(name, [.. Items.Nasty()]);
        IReadOnlyList<string> lines = ListFileReader.Read(Encoding.UTF8.GetBytes(list));
        Assert.All(lines, l => Assert.DoesNotContain("://", l, StringComparison.Ordinal));
        Assert.Equal(lines.OrderBy(l => l, StringComparer.Ordinal), lines);
    }

    [Fact]
    public void A_plain_list_is_the_values_without_those_that_have_a_line_break()
    {
        Observable[] whole = [.. Items.Nasty().Where(i => i.Value.IndexOf('\n') < 0)];
        string list = Rendering.Of(OutputFormat.PlainList, [.. Items.Nasty()]);
        Assert.Equal(whole.Select(i => i.Value).OrderBy(v => v, StringComparer.Ordinal), list.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData(OutputFormat.FmcSiUrl, "http://evil.example/*", "wildcard")]
    [InlineData(OutputFormat.FmcSiUrl, "http://[2a02:1::ab]/x", "IPv6")]
    [InlineData(OutputFormat.FmcSiUrl, "http://u@evil.example/x", "user name")]
    [InlineData(OutputFormat.FmcSiUrl, "gopher://evil.example/x", "gopher")]
    [InlineData(OutputFormat.EdlUrl, "http://evil.example/*", "wildcard")]
    [InlineData(OutputFormat.EdlUrl, "http://evil.example/a^b", "wildcard")]
    [InlineData(OutputFormat.FmcTidUrl, "http://evil.example/a,b", "delimiter")]
    [InlineData(OutputFormat.FmcTidUrl, "http://evil.example/a\"b", "quotation mark")]
    public void A_url_that_a_list_would_take_for_something_else_is_refused(OutputFormat name, string url, string reason)
        => Assert.Contains(reason, FormatCatalog.Create(name, Rendering.Options).Refusal(Items.Kept(ObservableType.Url, url)), StringComparison.Ordinal);

    [Fact]
    public void A_network_goes_in_no_file_of_the_director()
    {
        Assert.Contains("network", FormatCatalog.Create(OutputFormat.FmcTidIpv4, Rendering.Options).Refusal(Items.Kept(ObservableType.Ip, "11.22.0.0/16")), StringComparison.Ordinal);
        Assert.Contains("network", FormatCatalog.Create(OutputFormat.FmcTidIpv6, Rendering.Options).Refusal(Items.Kept(ObservableType.Ip, "2a02:1::/32")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://evil.example", "evil.example/")]
    [InlineData("https://evil.example/", "evil.example/")]
    [InlineData("http://evil.example?x", "evil.example/?x")]
    public void A_bare_host_ends_in_a_slash_and_means_only_itself(string url, string entry)
    {
        Assert.Equal(entry + "\n", Rendering.Of(OutputFormat.EdlUrl, Items.Kept(ObservableType.Url, url)));
        Assert.Equal(entry + "\n", Rendering.Of(OutputFormat.FmcSiUrl, Items.Kept(ObservableType.Url, url)));
    }

    [Fact]
    public void A_url_over_the_length_of_the_list_is_refused_and_never_cut()
    {
        var format = new EdlFormat(ObservableType.Url);
        string longest = "http://evil.example/" + new string('a', 254 - "evil.example/".Length);
        Assert.Null(format.Refusal(Items.Kept(ObservableType.Url, longest)));
        Assert.Contains("254", format.Refusal(Items.Kept(ObservableType.Url, longest + "a")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_domain_is_folded_into_the_entry_above_it_and_not_into_one_that_ends_alike()
    {
        string[] domains = ["a.b.evil.example", "evil.example", "notevil.example", "deep.c.other.example", "c.other.example"];
        string list = Rendering.Of(OutputFormat.FmcSiDns, [.. domains.Select(d => Items.Of(ObservableType.Domain, d))]);
        Assert.Equal("c.other.example\nevil.example\nnotevil.example\n", list);
    }

    [Fact]
    public void A_wildcard_is_a_domain_where_the_list_covers_children_and_rejected_elsewhere()
    {
        Assert.Equal("bad.example\n", Make(OutputFormat.FmcSiDns, [(ObservableType.Domain, "*.bad.example")]).List);
        Assert.Equal("a wildcard", Assert.Single(Make(OutputFormat.EdlDomain, [(ObservableType.Domain, "*.bad.example")]).Rejected).Reason);
    }

    [Fact]
    public void A_security_intelligence_list_has_a_name_that_the_manager_takes()
    {
        Assert.Null(new FmcSiDnsFormat().PathRefusal("/lists/dns.TXT"));
        Assert.Contains("dns.csv", new FmcSiDnsFormat().PathRefusal("/lists/dns.csv"), StringComparison.Ordinal);
    }

    private static RejectedObservable Find(List<RejectedObservable> rejected, string value) => Assert.Single(rejected, r => r.Value == value);

    private static (string List, List<RejectedObservable> Rejected, ObservableSummary Summary) Make(OutputFormat name, IEnumerable<(ObservableType Type, string Value)> values)
    {
        ObservableFormat format = FormatCatalog.Create(name, Rendering.Options);
        var filter = new ObservableFilter(new FilterOptions { DropReserved = true, DropNeverBlock = true, Unique = true, AllowWildcards = format.CoversChildren });
        var kept = new List<Observable>();
        var rejected = new List<RejectedObservable>();
        foreach ((ObservableType type, string value) in values)
        {
            Observable item = Items.Of(type, value);
            if (filter.Judge(item, format.Refusal) is { } refused)
            {
                rejected.Add(refused);
            }
            else
            {
                kept.Add(item);
            }
        }

        return (string.Concat(((ListFormat)format).Content(kept, path: null).Lines.Select(l => l + "\n")), rejected, filter.Summary);
    }
}
