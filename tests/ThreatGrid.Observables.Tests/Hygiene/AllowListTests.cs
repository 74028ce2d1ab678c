using System;
using System.IO;
using ThreatGrid.Observables.Hygiene;
using ThreatGrid.Observables.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Hygiene;

public sealed class AllowListTests
{
    [Theory]
    [InlineData("not a domain")]
    [InlineData("com")]
    [InlineData("11.22.33.44:443")]
    [InlineData("11.22.33.44/33")]
    [InlineData("11.22.33.44/8")]
    [InlineData("http://")]
    [InlineData("*.")]
    [InlineData("a..b.example")]
    [InlineData("d41d8cd98f00b204e9800998ecf8427")]
    public void A_line_that_is_no_entry_is_an_error_that_names_file_line_and_text(string line)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["allow.txt"], "# fine\nevil.example # fine\n\n" + line + "\n");
        FormatException error = Assert.Throws<FormatException>(() => new AllowList().AddFile(folder["allow.txt"]));
        Assert.Contains(folder["allow.txt"] + ", line 4", error.Message, StringComparison.Ordinal);
        Assert.Contains("'" + line + "'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error()
    {
        using var folder = new TempFolder();
        Assert.Throws<FileNotFoundException>(() => new AllowList().AddFile(folder["none.txt"]));
    }

    [Fact]
    public void An_entry_at_hand_that_is_none_is_an_error_that_names_it()
        => Assert.Contains("'x y' (-AllowEntry)", Assert.Throws<FormatException>(() => new AllowList().AddEntries(["evil.example", "x y"])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("*.evil.example", ObservableType.Domain, "evil.example", true)]
    [InlineData("*.evil.example", ObservableType.Domain, "a.b.evil.example", true)]
    [InlineData("*.evil.example", ObservableType.Domain, "notevil.example", false)]
    [InlineData("evil.example", ObservableType.Domain, "a.evil.example", false)]
    [InlineData("EVIL[.]example.", ObservableType.Domain, "evil.example", true)]
    [InlineData("*.bücher.example", ObservableType.Domain, "www.xn--bcher-kva.example", true)]
    [InlineData("evil.example", ObservableType.Url, "http://evil.example:8080/x", true)]
    [InlineData("http://evil.example/x", ObservableType.Url, "http://evil.example/x", true)]
    [InlineData("http://evil.example/x", ObservableType.Url, "http://evil.example/y", false)]
    [InlineData("hxxp://evil[.]example:80/x#y", ObservableType.Url, "http://evil.example/x", true)]
    [InlineData("11.22.33.0/24", ObservableType.Ip, "11.22.33.255", true)]
    [InlineData("11.22.33.0/24", ObservableType.Ip, "11.22.34.0", false)]
    [InlineData("11.22.33.0/24", ObservableType.Ip, "11.22.0.0/16", true)]
    [InlineData("11.22.33.0/24", ObservableType.Ip, "64:ff9b::b16:212c", true)]
    [InlineData("11.22.33.44", ObservableType.Url, "http://11.22.33.44/x", true)]
    [InlineData("2a02:1::/48", ObservableType.Url, "http://[2a02:1::ab]:8080/x", true)]
    [InlineData("D41D8CD98F00B204E9800998ECF8427E", ObservableType.Md5, "d41d8cd98f00b204e9800998ecf8427e", true)]
    [InlineData("evil.example", ObservableType.Path, "evil.example", false)]
    public void An_entry_covers_what_it_names(string entry, ObservableType type, string value, bool isCovered)
    {
        var list = new AllowList();
        list.AddEntries([entry]);
        Assert.Equal(isCovered, list.Find(new Observable(type, value, value)) is not null);
    }

    [Fact]
    public void A_backslash_behind_the_host_does_not_hide_it_from_the_list()
    {
        var list = new AllowList();
        list.AddEntries(["evil.example"]);
        Observable item = Items.Of(ObservableType.Url, "http://evil.example\\x");
        Assert.Equal(RejectionKind.AllowList, new ObservableFilter(new FilterOptions { AllowList = list }).Judge(item)?.Kind);
    }
}
