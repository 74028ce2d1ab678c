using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ThreatGrid.Observables.Hygiene;
using Xunit;

namespace ThreatGrid.Observables.Tests.Testing;

/// <summary>Observables as they come out of feeds, and brought into their one spelling.</summary>
internal static class Items
{
    public const string EmptySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static readonly DateTime Now = new(2026, 3, 9, 8, 7, 6, DateTimeKind.Utc);

    public static readonly long Seen = Ticks("2026-03-02T10:00:00.123Z");

    private static readonly string[] Texts =
    [
        "name=with=equals and \\backslash | \"bar\" 'quote'",
        "line one\r\nline two\nthree\rfour",
        "=HYPERLINK(\"http://11.0.0.9/?\"&A1,\"open\")",
        "tab\there; comma, ü–漢字 😀 \u2028 \u2029 \u0085",
        " blanks around, ends with a backslash\\ ",
        "{\"json\":[null]} <xml>&amp; %s {0} $1 \\n \\u0041",
    ];

    public static long Ticks(string isoUtc)
        => DateTime.Parse(isoUtc, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal).Ticks;

    public static Observable Of(ObservableType type, string value) => new(type, value, value);

    /// <summary>In its one spelling; it must have one.</summary>
    public static Observable Kept(ObservableType type, string value)
    {
        Observable item = Of(type, value);
        Assert.Null(new ObservableFilter(new FilterOptions()).Judge(item));
        return item;
    }

    public static List<Observable> Domains(int count)
        => [.. Enumerable.Range(0, count).Select(i => Of(ObservableType.Domain, string.Format(CultureInfo.InvariantCulture, "d{0:00000}.example", i)))];

    /// <summary>Observables of every kind that hold what formats use for themselves, in values and in texts; each has its one spelling.</summary>
    public static IReadOnlyList<Observable> Nasty()
    {
        List<Observable> items =
        [
            Kept(ObservableType.Ip, "11.22.33.44"),
            Kept(ObservableType.Ip, "11.22.33.45"),
            Kept(ObservableType.Ip, "2a02:1::ab"),
            Kept(ObservableType.Ip, "2a02:1::ac"),
            Kept(ObservableType.Ip, "11.22.0.0/16"),
            Kept(ObservableType.Ip, "2a02:2::/32"),
            Kept(ObservableType.Domain, "bücher.example"),
            Kept(ObservableType.Domain, "_dmarc.bad-name.example"),
            Kept(ObservableType.Url, "http://evil.example/a?q='x'\\y"),
            Kept(ObservableType.Url, "http://evil.example:8080/?a=1&b=2|c,d;e=\"f\":g"),
            Kept(ObservableType.Url, "http://[2a02:1::ab]:8080/p"),
            Kept(ObservableType.Url, "https://user:p=w@evil.example:8443/x(1)/{y}/*^%7C"),
            Kept(ObservableType.Url, "http://evil.example/=cmd|'%20/C'!A0?ü=\u2028"),
            Kept(ObservableType.Url, "ftp://bücher.example/"),
            Kept(ObservableType.Sha256, EmptySha256.ToUpperInvariant()),
            Kept(ObservableType.Sha1, "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            Kept(ObservableType.Md5, "d41d8cd98f00b204e9800998ecf8427e"),
            Kept(ObservableType.Path, "C:\\Users\\It's \"Ab\"\\x=1|2,3;4.exe"),
            Kept(ObservableType.Path, "=cmd|' /C calc'!A0"),
            Kept(ObservableType.Path, "/tmp/ü漢😀\u2028字\nline.sh"),
            Kept(ObservableType.Path, "C:\\trailing\\"),
            Kept(ObservableType.RegistryKey, "HKEY_LOCAL_MACHINE\\Software\\It's \"Run\"=|\\x"),
            Kept(ObservableType.RegistryKey, "@HKCU\\a\r\nb\tc"),
        ];
        for (int i = 0; i < items.Count; i++)
        {
            items[i].Indicator = i % 7 == 6 ? null : Texts[i % Texts.Length];
            items[i].Description = i % 5 == 4 ? null : Texts[(i + 2) % Texts.Length];
            items[i].Severity = i % 4 == 3 ? null : i * 5 % 101;
            items[i].Confidence = i % 3 == 2 ? null : 100 - (i * 3);
            items[i].UtcTicks = i % 6 == 5 ? null : Seen + (i * 1_234_567L);
            items[i].Port = i is 1 or 3 ? 8443 : null;
            items[i].Feed = i % 8 == 7 ? null : "ioc-test";
            items[i].SampleId = "sample-" + (i % 3).ToString(CultureInfo.InvariantCulture);
            items[i].SampleSha256 = EmptySha256;
            items[i].SampleLink = "https://tg.example/mask/#/samples/1?a=b|c";
            items[i].IndicatorLink = i % 2 == 0 ? null : "https://tg.example/mask/#/samples/1/indicators?x=\\y";
            items[i].Connection = "tg.example:8443 \"süd\"";
        }

        return items;
    }

    public static Observable Nasty(int index) => Nasty()[index];
}
