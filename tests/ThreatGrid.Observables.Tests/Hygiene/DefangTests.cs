using System;
using System.Linq;
using System.Text;
using ThreatGrid.Observables.Tests.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Hygiene;

/// <summary>Values that nobody opens by a click, and the way back (case 16).</summary>
public sealed class DefangTests
{
    [Theory]
    [InlineData(ObservableType.Domain, "evil.example", "evil[.]example")]
    [InlineData(ObservableType.Domain, "xn--bcher-kva.example", "xn--bcher-kva[.]example")]
    [InlineData(ObservableType.Ip, "11.22.33.44", "11[.]22[.]33[.]44")]
    [InlineData(ObservableType.Ip, "2a02:1::ab", "2a02[:]1[:][:]ab")]
    [InlineData(ObservableType.Ip, "2a02:1::1:0:0:1", "2a02[:]1[:][:]1[:]0[:]0[:]1")]
    [InlineData(ObservableType.Ip, "11.22.0.0/16", "11[.]22[.]0[.]0/16")]
    [InlineData(ObservableType.Url, "https://evil.example:8443/x", "hxxps://evil[.]example:8443/x")]
    [InlineData(ObservableType.Url, "http://evil.example/A/b?X=1", "hxxp://evil[.]example/A/b?X=1")]
    [InlineData(ObservableType.Url, "http://evil.example/~user", "hxxp://evil[.]example/~user")]
    [InlineData(ObservableType.Url, "http://evil.example/a%2Fb.c", "hxxp://evil[.]example/a%2Fb.c")]
    [InlineData(ObservableType.Url, "http://[2a02:1::ab]:8080/p", "hxxp://[2a02:1::ab]:8080/p")]
    [InlineData(ObservableType.Url, "http://user:pw@evil.example/p", "hxxp://user:pw@evil[.]example/p")]
    [InlineData(ObservableType.Url, "ftp://evil.example/f", "ftp://evil[.]example/f")]
    [InlineData(ObservableType.Url, "http-x://evil.example/f", "http-x://evil[.]example/f")]
    [InlineData(ObservableType.Url, "http://evil.example/a[.]b(.)c?[:]", "hxxp://evil[.]example/a[[.]]b[(.)]c?[[:]]")]
    [InlineData(ObservableType.Sha256, Items.EmptySha256, Items.EmptySha256)]
    [InlineData(ObservableType.Path, "C:\\Users\\Ab\\x.EXE", "C:\\Users\\Ab\\x.EXE")]
    [InlineData(ObservableType.RegistryKey, "HKLM\\a.b", "HKLM\\a.b")]
    public void A_value_goes_there_and_back(ObservableType type, string canonical, string defanged)
    {
        Assert.Equal(canonical, Items.Kept(type, canonical).Value);
        Assert.Equal(defanged, Defang.Of(type, canonical));
        Assert.Equal(canonical, Defang.Undo(defanged));
        Assert.Equal(canonical, Items.Kept(type, defanged).Value);
    }

    [Fact]
    public void Every_nasty_value_comes_back()
        => Assert.All(Items.Nasty(), i => Assert.Equal(i.Value, Defang.Undo(i.Defanged)));

    [Theory]
    [InlineData("foo[.]bar baz")]
    [InlineData("http://evil.example/a[.]b")]
    [InlineData("see (dot) and [dot] and {.}")]
    [InlineData("[[.]] [[[.]]] [(.) (.)]")]
    [InlineData("C:\\a[.]b\\c(.)d.exe")]
    [InlineData("evil.example")]
    [InlineData("2a02:1::ab")]
    [InlineData("nothing special")]
    [InlineData("")]
    public void A_text_with_the_signs_of_its_own_comes_back(string text)
    {
        string defanged = Defang.Text(text);
        Assert.Equal(text, Defang.Undo(defanged));
        Assert.Equal(defanged, Defang.Text(Defang.Undo(defanged)));
    }

    [Theory]
    [InlineData("hxxp://evil[.]example/a[[.]]b")]
    [InlineData("evil[.]example")]
    [InlineData("11[.]22[.]33[.]44")]
    [InlineData("2a02[:]1[:][:]ab")]
    public void What_is_defanged_stays_as_it_is(string defanged) => Assert.Equal(defanged, Defang.Text(defanged));

    [Theory]
    [InlineData("hxxps[:]//evil[.]example/x", "https://evil.example/x")]
    [InlineData("hXXp[://]evil(.)example[/]x", "hTTp://evil.example/x")]
    [InlineData("fxp://evil{.}example", "ftp://evil.example")]
    [InlineData("user[@]evil[DOT]example", "user@evil.example")]
    [InlineData("a[1].b(x)", "a[1].b(x)")]
    public void Signs_of_others_are_understood(string text, string plain) => Assert.Equal(plain, Defang.Undo(text));

    [Fact]
    public void Texts_made_of_signs_come_back_whatever_their_order()
    {
        var random = new Random(16);
        string[] parts = ["[", "]", "(", ")", "{", "}", ".", ":", "/", "@", "dot", "[.]", "(dot)", "[://]", "[:]", " ", "a"];
        for (int i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder("/ ");
            foreach (int _ in Enumerable.Range(0, random.Next(1, 9)))
            {
                text.Append(parts[random.Next(parts.Length)]);
            }

            // A text that means a URL is taken for one.
            string path = text.ToString();
            if (Defang.Undo(path).IndexOf("://", StringComparison.Ordinal) < 0)
            {
                Assert.Equal(path, Defang.Undo(Defang.Text(path)));
            }
        }
    }

    [Theory]
    [InlineData("http://evil.example/a[.]b?c=(.)&d=[/]")]
    [InlineData("https://evil.example:8443/[dot]/[@]")]
    [InlineData("http://[2a02:1::ab]/x[:]y")]
    public void A_url_that_is_not_defanged_keeps_the_signs_in_its_path(string url)
    {
        Observable item = Items.Kept(ObservableType.Url, url);
        Assert.Equal(url, item.Value);
        Assert.Equal(url, Items.Kept(ObservableType.Url, item.Value).Value);
    }

    [Theory]
    [InlineData("hxxp://evil.example/a[.]b", "http://evil.example/a.b")]
    [InlineData("http://evil[.]example/a[.]b", "http://evil.example/a.b")]
    [InlineData("http[:]//evil.example/a[.]b", "http://evil.example/a.b")]
    [InlineData("http://evil.example[/]a[.]b", "http://evil.example/a.b")]
    [InlineData("http://evil.example[:]8080/a[.]b", "http://evil.example:8080/a.b")]
    public void A_url_that_is_defanged_at_its_beginning_is_so_as_a_whole(string text, string url)
        => Assert.Equal(url, Items.Kept(ObservableType.Url, text).Value);

    [Fact]
    public void The_one_spelling_of_a_value_is_its_own_spelling()
    {
        foreach (Observable item in Items.Nasty())
        {
            Assert.Equal(item.Value, Items.Kept(item.Type, item.Value).Value);
        }
    }
}
