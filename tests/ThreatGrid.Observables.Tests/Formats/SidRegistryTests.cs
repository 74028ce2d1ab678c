using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Formats;

public sealed class SidRegistryTests
{
    [Fact]
    public void A_number_stays_and_is_never_given_to_another_value()
    {
        using var folder = new TempFolder();
        string path = folder["sub/rule-numbers.txt"];
        var first = new SidRegistry(path);
        int a = first.Of("domain a.example");
        int b = first.Of("domain b.example");
        Assert.Equal((1_000_000, 1_000_001, a), (a, b, first.Of("domain a.example")));
        first.Save();

        var second = new SidRegistry(path);
        Assert.Equal(1_000_002, second.Of("domain c.example"));
        Assert.Equal(b, second.Of("domain b.example"));
        second.Save();

        // The rule of b is gone: its number stays its own.
        Assert.Equal(["1000000\tdomain a.example", "1000001\tdomain b.example", "1000002\tdomain c.example"], File.ReadAllLines(path).OrderBy(l => l, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_two_runs_that_have_read_the_same_numbers_the_second_goes_on_from_the_first()
    {
        using var folder = new TempFolder();
        var first = new SidRegistry(folder["numbers.txt"]);
        var second = new SidRegistry(folder["numbers.txt"]);
        Assert.Equal(1_000_000, first.Of("domain a.example"));
        Task<int> waiting = Task.Run(() => second.Of("domain b.example"));
        Assert.NotSame(waiting, await Task.WhenAny(waiting, Task.Delay(200)));
        first.Save();
        Assert.Equal(1_000_001, await waiting);
        Assert.Equal(1_000_000, second.Of("domain a.example"));
        second.Release();
    }

    [Fact]
    public void A_rule_has_the_same_number_whatever_comes_with_it()
    {
        var sids = new SidRegistry(null);
        string alone = Rendering.Of(OutputFormat.SuricataRules, Rendering.Options with { Sids = sids }, Items.Of(ObservableType.Domain, "z.example"));
        string among = Rendering.Of(OutputFormat.SuricataRules, Rendering.Options with { Sids = sids }, Items.Of(ObservableType.Domain, "a.example"), Items.Of(ObservableType.Domain, "z.example"));
        Assert.Contains(alone, among, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registry_that_nothing_changed_is_not_written()
    {
        using var folder = new TempFolder();
        new SidRegistry(folder["numbers.txt"]).Save();
        Assert.False(File.Exists(folder["numbers.txt"]));
    }

    [Theory]
    [InlineData("1000000\ta\nbroken\n", "Line 2")]
    [InlineData("1000000 a\n", "Line 1")]
    [InlineData("999999\ta\n", "Line 1")]
    [InlineData("2000000\ta\n", "Line 1")]
    [InlineData("-1\ta\n", "Line 1")]
    [InlineData("1000000\ta\n1000000\tb\n", "Line 2")]
    [InlineData("1000000\ta\n1000001\ta\n", "Line 2")]
    public void A_broken_registry_is_refused(string text, string place)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["numbers.txt"], text);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new SidRegistry(folder["numbers.txt"]));
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.Contains("numbers.txt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_end()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["numbers.txt"], "1999999\tlast\n");
        var sids = new SidRegistry(folder["numbers.txt"]);
        Assert.Equal(1_999_999, sids.Of("last"));
        Assert.Throws<InvalidOperationException>(() => sids.Of("one more"));
        sids.Release();
    }
}
