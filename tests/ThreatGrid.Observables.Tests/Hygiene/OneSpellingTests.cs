using System.Collections.Generic;
using System.Linq;
using ThreatGrid.Observables.Hygiene;
using ThreatGrid.Observables.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Hygiene;

/// <summary>One indicator, one spelling (case 16): the values of the case together.</summary>
public sealed class OneSpellingTests
{
    private static readonly (ObservableType Type, string Text)[] Values =
    [
        (ObservableType.Domain, "EVIL.Example."),
        (ObservableType.Domain, "evil.example"),
        (ObservableType.Domain, "evil[.]example"),
        (ObservableType.Domain, "evil(.)example"),
        (ObservableType.Domain, "evil[dot]example"),
        (ObservableType.Domain, "bücher.example"),
        (ObservableType.Domain, "xn--bcher-kva.example"),
        (ObservableType.Domain, "BÜCHER.example"),
        (ObservableType.Domain, "пример.example"),
        (ObservableType.Domain, "例え。example"),
        (ObservableType.Ip, "2A02:0001:0000:0000:0000:0000:0000:00AB"),
        (ObservableType.Ip, "2a02:1:0:0:1:0:0:1"),
        (ObservableType.Ip, "[2a02:1::ab]"),
        (ObservableType.Ip, "11[.]22[.]33[.]44"),
        (ObservableType.Ip, "::ffff:11.22.33.44"),
        (ObservableType.Url, "HTTP://Evil.Example:80/A/b?X=1#top"),
        (ObservableType.Url, "hxxp://evil[.]example/A/b?X=1"),
        (ObservableType.Url, "hxxps[:]//evil[.]example:443/"),
        (ObservableType.Url, "https://evil.example"),
        (ObservableType.Url, "hXXps://evil.example:8443/x"),
        (ObservableType.Url, "http://evil.example/%7euser"),
        (ObservableType.Url, "http://evil.example/a%2Fb"),
        (ObservableType.Url, "http://evil.example/a%2fb"),
        (ObservableType.Url, "http://evil.example/a/../b"),
        (ObservableType.Url, "http://bücher.example/ü"),
        (ObservableType.Url, "http://[2A02:1::AB]:8080/p"),
        (ObservableType.Url, "http://evil.example./p"),
        (ObservableType.Url, "http://user:pw@evil.example/p"),
        (ObservableType.Url, "evil.example/p"),
        (ObservableType.Url, "ftp://evil.example:21/f"),
        (ObservableType.Sha256, "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"),
        (ObservableType.Md5, " d41d8cd98f00b204e9800998ecf8427e "),
        (ObservableType.Md5, "d41d8cd98f00b204e9800998ecf8427"),
        (ObservableType.Path, "C:\\Users\\Ab\\x.EXE"),
        (ObservableType.Domain, "DOMAIN.INFO"),
    ];

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void The_values_of_the_case_are_22_and_keep_the_text_they_came_as(string culture)
    {
        (List<Observable> kept, List<RejectedObservable> rejected) = Culture.In(culture, Judge);
        Assert.Equal(22, kept.Count);
        Assert.Equal(22, kept.Select(o => (o.Type, o.Value)).Distinct().Count());
        Assert.All(kept, o => Assert.Contains((o.Type, o.RawValue), Values));
        Assert.Equal(["evil.example/p", "d41d8cd98f00b204e9800998ecf8427"], rejected.Where(r => r.Kind == RejectionKind.Invalid).Select(r => r.Value));
        Assert.Equal(Values.Length, kept.Count + rejected.Count);
    }

    private static (List<Observable> Kept, List<RejectedObservable> Rejected) Judge()
    {
        var filter = new ObservableFilter(new FilterOptions { Unique = true });
        var kept = new List<Observable>();
        var rejected = new List<RejectedObservable>();
        foreach ((ObservableType type, string text) in Values)
        {
            Observable item = Items.Of(type, text);
            if (filter.Judge(item) is { } refused)
            {
                rejected.Add(refused);
            }
            else
            {
                kept.Add(item);
            }
        }

        return (kept, rejected);
    }
}
