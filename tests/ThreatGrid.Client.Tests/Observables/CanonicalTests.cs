using ThreatGrid.Client.Entities;
using ThreatGrid.Observables;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Observables;

/// <summary>One observable, one spelling (case 16).</summary>
public sealed class CanonicalTests
{
    [Theory]
    [InlineData("domain", @"EVIL.Example.", @"evil.example")]
    [InlineData("domain", @"evil.example", @"evil.example")]
    [InlineData("domain", @"evil[.]example", @"evil.example")]
    [InlineData("domain", @"evil(.)example", @"evil.example")]
    [InlineData("domain", @"evil[dot]example", @"evil.example")]
    [InlineData("domain", @"bücher.example", @"xn--bcher-kva.example")]
    [InlineData("domain", @"xn--bcher-kva.example", @"xn--bcher-kva.example")]
    [InlineData("domain", @"BÜCHER.example", @"xn--bcher-kva.example")]
    [InlineData("domain", @"пример.example", @"xn--e1afmkfd.example")]
    [InlineData("domain", @"例え。example", @"xn--r8jz45g.example")]
    [InlineData("ip", @"2A02:0001:0000:0000:0000:0000:0000:00AB", @"2a02:1::ab")]
    [InlineData("ip", @"2a02:1:0:0:1:0:0:1", @"2a02:1::1:0:0:1")]
    [InlineData("ip", @"[2a02:1::ab]", @"2a02:1::ab")]
    [InlineData("ip", @"11[.]22[.]33[.]44", @"11.22.33.44")]
    [InlineData("ip", @"::ffff:11.22.33.44", @"11.22.33.44")]
    [InlineData("url", @"HTTP://Evil.Example:80/A/b?X=1#top", @"http://evil.example/A/b?X=1")]
    [InlineData("url", @"hxxp://evil[.]example/A/b?X=1", @"http://evil.example/A/b?X=1")]
    [InlineData("url", @"hxxps[:]//evil[.]example:443/", @"https://evil.example/")]
    [InlineData("url", @"https://evil.example", @"https://evil.example/")]
    [InlineData("url", @"hXXps://evil.example:8443/x", @"https://evil.example:8443/x")]
    [InlineData("url", @"http://evil.example/%7euser", @"http://evil.example/~user")]
    [InlineData("url", @"http://evil.example/a%2Fb", @"http://evil.example/a%2Fb")]
    [InlineData("url", @"http://evil.example/a%2fb", @"http://evil.example/a%2Fb")]
    [InlineData("url", @"http://evil.example/a/../b", @"http://evil.example/b")]
    [InlineData("url", @"http://bücher.example/ü", @"http://xn--bcher-kva.example/%C3%BC")]
    [InlineData("url", @"http://[2A02:1::AB]:8080/p", @"http://[2a02:1::ab]:8080/p")]
    [InlineData("url", @"http://evil.example./p", @"http://evil.example/p")]
    [InlineData("url", @"http://user:pw@evil.example/p", @"http://user:pw@evil.example/p")]
    [InlineData("url", @"evil.example/p", null)]
    [InlineData("url", @"ftp://evil.example:21/f", @"ftp://evil.example/f")]
    [InlineData("hash", @"E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", @"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("hash", @" d41d8cd98f00b204e9800998ecf8427e ", @"d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("hash", @"d41d8cd98f00b204e9800998ecf8427", null)]
    [InlineData("domain", @"DOMAIN.INFO", @"domain.info")]
    [InlineData("domain", "faß.example", "xn--fa-hia.example")]
    [InlineData("domain", "a..b", null)]
    [InlineData("domain", "", null)]
    [InlineData("domain", "http://a.example", null)]
    [InlineData("ip", "010.8.8.8", null)]
    [InlineData("ip", "1.2.3", null)]
    [InlineData("ip", "256.1.1.1", null)]
    [InlineData("ip", "fe80::1%eth0", null)]
    [InlineData("ip", "::", "::")]
    [InlineData("ip", "1:0:0:2::", "1:0:0:2::")]
    [InlineData("ip", "1:2:3:4:5:6:0:8", "1:2:3:4:5:6:0:8")]
    [InlineData("url", "http://", null)]
    [InlineData("url", "http://a.example:99999/", null)]
    [InlineData("url", "http://a.example/%2e%2e/b?x=%C3%bc#f", "http://a.example/b?x=%C3%BC")]
    public void An_observable_has_one_spelling(string type, string text, string? expected)
    {
        foreach (string culture in (string[])["tr-TR", "de-DE"])
        {
            Assert.Equal(expected, Culture.In(culture, () => Of(type, text)));
            if (expected is not null && type != "hash")
            {
                string defanged = (type == "url" ? Defang.Url(expected) : Defang.Host(expected))!;
                Assert.Equal(expected, Culture.In(culture, () => Of(type, defanged)));
            }
        }
    }

    [Theory]
    [InlineData("http://cisco.com", "http://cisco.com:80/")]
    [InlineData("hxxps://Cisco[.]com/A?b", "https://cisco.com:443/A?b")]
    [InlineData("http://cisco.com:8080/x#y", "http://cisco.com:8080/x")]
    public void The_service_keeps_urls_with_their_port(string text, string expected)
    {
        Assert.Equal(expected, Canonical.ServiceUrl(text));
        Assert.Equal(expected, EntityKeys.Of(EntityType.Url, text)!.Value);
    }

    [Fact]
    public void A_url_is_asked_for_by_the_hash_of_its_text()
        => Assert.Equal("f3ef963c661be97fa4e23ef64b6f771a72b69456282d321e5995f3059cae600d", EntityKeys.Of(EntityType.Url, "http://cisco.com")!.Id);

    private static string? Of(string type, string text) => type switch
    {
        "ip" => Canonical.Ip(text),
        "domain" => Canonical.Domain(text),
        "url" => Canonical.Url(text),
        _ => Canonical.Hash(text),
    };

    [Theory]
    [InlineData("bücher.example")]
    [InlineData("例え.example")]
    [InlineData("пример.example")]
    [InlineData("faß.example")]
    [InlineData("a-ü-b.sub.bücher.example")]
    [InlineData("😀.example")]
    [InlineData("他们为什么不说中文.example")]
    public void A_name_comes_back_in_its_own_letters(string name)
    {
        string ascii = Canonical.Domain(name)!;
        Assert.All(ascii, c => Assert.True(c < 0x80));
        Assert.Equal(name, Canonical.Unicode(ascii));
        Assert.Equal("http://" + name + ":8080/xn--x", Canonical.Unicode("http://" + ascii + ":8080/xn--x"));
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("xn--.example")]
    [InlineData("xn--99999999.example")]
    [InlineData("xn--a-!.example")]
    [InlineData("not-xn--a.example")]
    public void What_is_no_such_name_stays_as_it_is(string name) => Assert.Equal(name, Canonical.Unicode(name));
}
