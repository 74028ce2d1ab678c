using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ThreatGrid.Observables.Hygiene;
using ThreatGrid.Observables.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Hygiene;

/// <summary>A block list that does not take the company down (case 15).</summary>
public sealed class HygieneTests
{
    private const ObservableType Ip = ObservableType.Ip;
    private const ObservableType Domain = ObservableType.Domain;
    private const string AllowText = """
        # one entry a line; '#' starts a comment
        *.windowsupdate.com
        ocsp.digicert.com          # exact
        11.200.0.0/16
        2a02:1:ffff::/48
        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855   # sha256 of the empty file

        """;

    /// <summary>Kind and text, and what becomes of it: the spelling where it is kept, else a part of the reason.</summary>
    private static readonly (ObservableType Type, string Text, RejectionKind? Kind, string Answer)[] Values =
    [
        (Ip, "0.0.0.0", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "0.1.2.3", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "10.1.2.3", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "100.64.0.1", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "127.0.0.1", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "127.9.9.9", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "169.254.10.10", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "172.15.255.255", null, "172.15.255.255"),
        (Ip, "172.16.0.1", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "172.31.255.255", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "172.32.0.1", null, "172.32.0.1"),
        (Ip, "192.0.0.8", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "192.0.2.1", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "192.88.99.1", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "192.168.1.1", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "198.17.255.255", null, "198.17.255.255"),
        (Ip, "198.18.0.5", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "198.19.255.255", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "198.20.0.1", null, "198.20.0.1"),
        (Ip, "198.51.100.7", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "203.0.113.9", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "223.255.255.1", null, "223.255.255.1"),
        (Ip, "224.0.0.251", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "239.255.255.250", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "240.0.0.1", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "255.255.255.255", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "11.22.33.44", null, "11.22.33.44"),
        (Ip, "8.8.8.8", RejectionKind.NeverBlock, "public resolver"),
        (Ip, "1.1.1.1", RejectionKind.NeverBlock, "public resolver"),
        (Ip, "::", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "::1", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "fe80::1", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "febf::1", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "fc00::1", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "fd12::1", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "ff02::fb", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "2001:db8::1", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "3fff:abc::1", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "64:ff9b::a01:203", RejectionKind.Reserved, "stands for an IPv4 address that is private"),
        (Ip, "64:ff9b::b16:212c", null, "64:ff9b::b16:212c"),
        (Ip, "100::1", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "2002:0a01:0203::1", RejectionKind.Reserved, "stands for an IPv4 address that is private"),
        (Ip, "::ffff:10.1.2.3", RejectionKind.Reserved, "special-purpose range"),
        (Ip, "::ffff:11.22.33.44", RejectionKind.Duplicate, "duplicate"),
        (Ip, "2a02:1::ab", null, "2a02:1::ab"),
        (Ip, "010.8.8.8", RejectionKind.Invalid, "leading zero"),
        (Ip, "1.2.3", RejectionKind.Invalid, "four decimal parts"),
        (Ip, "11.22.33.44:443", RejectionKind.Invalid, "port"),
        (Ip, "11.22.33.44/32", RejectionKind.Duplicate, "duplicate"),
        (Ip, "11.0.0.0/8", RejectionKind.Invalid, "too wide"),
        (Ip, "0x0b.22.33.44", RejectionKind.Invalid, "four decimal parts"),
        (Ip, "a.b.c.d", RejectionKind.Invalid, "four decimal parts"),
        (Ip, "", RejectionKind.Invalid, "empty"),
        (Ip, " 11.22.33.45 ", null, "11.22.33.45"),
        (Ip, "256.1.1.1", RejectionKind.Invalid, "four decimal parts"),
        (Domain, "wpad", RejectionKind.Reserved, "single label"),
        (Domain, "localhost", RejectionKind.Reserved, "special-use"),
        (Domain, "printer.local", RejectionKind.Reserved, "special-use"),
        (Domain, "host.lan", RejectionKind.Reserved, "private suffix"),
        (Domain, "router.home.arpa", RejectionKind.Reserved, "special-use"),
        (Domain, "1.0.168.192.in-addr.arpa", RejectionKind.Reserved, "reverse zones"),
        (Domain, "ctldl.windowsupdate.com", RejectionKind.AllowList, "allow-list: *.windowsupdate.com"),
        (Domain, "windowsupdate.com", RejectionKind.AllowList, "allow-list: *.windowsupdate.com"),
        (Domain, "evilwindowsupdate.com", null, "evilwindowsupdate.com"),
        (Domain, "windowsupdate.com.evil.example", null, "windowsupdate.com.evil.example"),
        (Domain, "ocsp.digicert.com", RejectionKind.AllowList, "allow-list: ocsp.digicert.com"),
        (Domain, "a.ocsp.digicert.com", null, "a.ocsp.digicert.com"),
        (Domain, "C2-Host.Example.", null, "c2-host.example"),
        (Domain, "_dmarc.bad.example", null, "_dmarc.bad.example"),
        (Domain, "bad_name.example", null, "bad_name.example"),
        (Domain, "-bad.example", RejectionKind.Invalid, "invalid label '-bad'"),
        (Domain, "a..b.example", RejectionKind.Invalid, "empty label"),
        (Domain, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.example", RejectionKind.Invalid, "label over 63"),
        (Domain, "com", RejectionKind.Reserved, "single label"),
        (Domain, "co.uk", RejectionKind.PublicSuffix, "public suffix"),
        (Domain, "*.bad.example", RejectionKind.Invalid, "wildcard"),
        (Domain, "11.22.33.44", RejectionKind.Invalid, "address"),
        (Domain, "bad.example:8080", RejectionKind.Invalid, "port"),
        (Domain, "http://bad.example/", RejectionKind.Invalid, "URL"),
        (Ip, "11.200.3.4", RejectionKind.AllowList, "allow-list: 11.200.0.0/16"),
        (Ip, "11.201.3.4", null, "11.201.3.4"),
        (Ip, "2a02:1:ffff::9", RejectionKind.AllowList, "allow-list: 2a02:1:ffff::/48"),
        (ObservableType.Sha256, Items.EmptySha256, RejectionKind.AllowList, "allow-list: " + Items.EmptySha256),
        (ObservableType.Sha256, "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", RejectionKind.AllowList, "allow-list: " + Items.EmptySha256),
    ];

    [Fact]
    public void Each_value_of_the_case_is_kept_or_has_its_reason_and_none_disappears()
    {
        Assert.Equal(84, Values.Length);
        ObservableFilter filter = Filter(new FilterOptions { DropReserved = true, DropNeverBlock = true, Unique = true });
        var kept = new List<string>();
        var wrong = new List<string>();
        foreach ((ObservableType type, string text, RejectionKind? kind, string answer) in Values)
        {
            Observable item = Items.Of(type, text);
            RejectedObservable? rejected = filter.Judge(item, source: text);
            bool isRight = rejected is null
                ? kind is null && item.Value == answer && item.RawValue == text
                : rejected.Kind == kind && rejected.Reason.IndexOf(answer, StringComparison.Ordinal) >= 0 && rejected.Value == text && rejected.Type == type && ReferenceEquals(rejected.Source, text);
            if (!isRight)
            {
                wrong.Add($"{type} '{text}': {rejected?.Kind} {rejected?.Reason ?? item.Value}");
            }

            if (rejected is null)
            {
                kept.Add(item.Value);
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(kept.Distinct(), kept);
        ObservableSummary summary = filter.Summary;
        Assert.Equal(Values.Length, summary.Read);
        Assert.Equal(kept.Count, summary.Kept);
        Assert.Equal(Count(RejectionKind.Reserved), summary.DroppedReserved);
        Assert.Equal(Count(RejectionKind.AllowList), summary.DroppedAllowList);
        Assert.Equal(Count(RejectionKind.NeverBlock), summary.DroppedNeverBlock);
        Assert.Equal(Count(RejectionKind.Duplicate), summary.DroppedDuplicate);
        Assert.Equal(Count(RejectionKind.Invalid), summary.Rejected);
        Assert.Equal(
            summary.Read,
            summary.Kept + summary.DroppedReserved + summary.DroppedAllowList + summary.DroppedNeverBlock + summary.DroppedDuplicate + summary.DroppedOther + summary.Rejected);
    }

    [Fact]
    public void With_the_filters_off_the_reserved_come_back_and_the_invalid_never()
    {
        ObservableFilter filter = Filter(new FilterOptions());
        foreach ((ObservableType type, string text, RejectionKind? kind, string _) in Values)
        {
            RejectedObservable? rejected = filter.Judge(Items.Of(type, text));
            Assert.Equal(kind is RejectionKind.Invalid or RejectionKind.AllowList ? kind : null, rejected?.Kind);
        }
    }

    [Fact]
    public void A_name_without_a_dot_is_a_public_suffix_too_where_reserved_names_are_kept()
        => Assert.Equal(RejectionKind.PublicSuffix, Filter(new FilterOptions { DropNeverBlock = true }).Judge(Items.Of(Domain, "com"))!.Kind);

    [Theory]
    [InlineData("github.io")]
    [InlineData("duckdns.org")]
    [InlineData("co.uk")]
    [InlineData("foo.ck")]
    public void A_public_suffix_is_no_entry_but_a_name_below_it_is(string suffix)
    {
        var options = new FilterOptions { DropNeverBlock = true };
        Assert.Equal(RejectionKind.PublicSuffix, new ObservableFilter(options).Judge(Items.Of(Domain, suffix))!.Kind);
        Assert.Equal(RejectionKind.PublicSuffix, new ObservableFilter(options).Judge(Items.Of(ObservableType.Url, "http://" + suffix + "/"))!.Kind);
        Assert.Null(new ObservableFilter(options).Judge(Items.Of(Domain, "evil." + suffix)));
        Assert.Null(new ObservableFilter(options).Judge(Items.Of(ObservableType.Url, "http://" + suffix + "/x")));
    }

    [Fact]
    public void An_exception_of_the_suffix_list_is_an_ordinary_name()
        => Assert.Null(new ObservableFilter(new FilterOptions { DropNeverBlock = true }).Judge(Items.Of(Domain, "www.ck")));

    [Theory]
    [InlineData("http://10.1.2.3/x")]
    [InlineData("http://10.1.2.3\\x")]
    [InlineData("http://10.1.2.3?x")]
    [InlineData("http://10.1.2.3:8080/x")]
    [InlineData("http://user:pw@10.1.2.3/x")]
    [InlineData("http://user@evil@10.1.2.3/x")]
    [InlineData("http://[fe80::1]/x")]
    [InlineData("http://[::ffff:10.1.2.3]/x")]
    [InlineData("http://printer.local/x")]
    [InlineData("http://wpad/wpad.dat")]
    public void A_url_of_a_reserved_host_is_reserved(string url)
        => Assert.Equal(RejectionKind.Reserved, new ObservableFilter(new FilterOptions { DropReserved = true }).Judge(Items.Of(ObservableType.Url, url))?.Kind);

    [Theory]
    [InlineData("11.22.0.0/16", null)]
    [InlineData("11.22.0.1/16", RejectionKind.Invalid)]
    [InlineData("11.22.33.44/33", RejectionKind.Invalid)]
    [InlineData("11.22.33.44/", RejectionKind.Invalid)]
    [InlineData("11.0.0.0/15", RejectionKind.Invalid)]
    [InlineData("172.0.0.0/16", null)]
    [InlineData("172.16.0.0/16", RejectionKind.Reserved)]
    [InlineData("8.8.0.0/16", RejectionKind.NeverBlock)]
    [InlineData("2a02:1::/32", null)]
    [InlineData("2a02::/31", RejectionKind.Invalid)]
    [InlineData("fe80::/64", RejectionKind.Reserved)]
    public void A_network_is_judged_by_all_that_is_in_it(string network, RejectionKind? kind)
        => Assert.Equal(kind, new ObservableFilter(new FilterOptions { DropReserved = true, DropNeverBlock = true }).Judge(Items.Of(Ip, network))?.Kind);

    [Theory]
    [InlineData(80, 80, null, false, false, null)]
    [InlineData(79, 80, null, false, false, RejectionKind.Unscored)]
    [InlineData(80, 79, null, false, false, RejectionKind.Unscored)]
    [InlineData(null, null, null, false, false, RejectionKind.Unscored)]
    [InlineData(null, null, "banking-dns", true, false, null)]
    [InlineData(null, null, "parked-dns", true, false, RejectionKind.NeverBlock)]
    [InlineData(null, null, "sinkholed-ip-dns", true, false, RejectionKind.NeverBlock)]
    [InlineData(100, 100, null, false, true, RejectionKind.Whitelisted)]
    public void A_list_that_blocks_takes_what_is_scored_high_or_curated(int? severity, int? confidence, string? feed, bool isTrusted, bool isWhitelisted, RejectionKind? kind)
    {
        Observable item = Items.Of(ObservableType.Domain, "evil.example");
        (item.Severity, item.Confidence, item.Feed, item.IsTrusted, item.IsWhitelisted) = (severity, confidence, feed, isTrusted, isWhitelisted);
        Assert.Equal(kind, new ObservableFilter(new FilterOptions { DropUnscored = true }).Judge(item)?.Kind);
    }

    [Fact]
    public void Shared_feeds_are_taken_when_that_is_said()
    {
        Observable item = Items.Of(ObservableType.Domain, "evil.example");
        (item.Feed, item.IsTrusted) = ("parked-dns", true);
        Assert.Null(new ObservableFilter(new FilterOptions { DropUnscored = true, AllowSharedFeeds = true }).Judge(item));
    }

    private static int Count(RejectionKind kind) => Values.Count(v => v.Kind == kind);

    private static ObservableFilter Filter(FilterOptions options)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["allow.txt"], AllowText);
        var allowList = new AllowList();
        allowList.AddFile(folder["allow.txt"]);
        return new ObservableFilter(options with { AllowList = allowList });
    }
}
