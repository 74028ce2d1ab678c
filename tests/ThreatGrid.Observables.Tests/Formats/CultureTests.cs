using System;
using System.Collections.Generic;
using System.Linq;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Formats;

public sealed class CultureTests
{
    public static IEnumerable<object[]> Formats() => Enum.GetValues(typeof(OutputFormat)).Cast<object>().Select(f => new[] { f });

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_writes_the_same_in_every_country(OutputFormat format)
    {
        static string Render(OutputFormat format) => Rendering.Of(format, Rendering.Options with { Syslog = FormatCatalog.CanBeFramed(format) }, [.. Items.Nasty()]);

        string expected = Culture.In(string.Empty, () => Render(format));
        Assert.NotEmpty(expected);
        foreach (string culture in (string[])["de-DE", "tr-TR", "th-TH", "fa-IR", "ar-SA"])
        {
            Assert.Equal(expected, Culture.In(culture, () => Render(format)));
        }
    }
}
