using System;
using System.IO;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Formats;

public sealed class ValueHistoryTests
{
    [Fact]
    public void What_was_seen_comes_back_from_the_file()
    {
        using var folder = new TempFolder();
        var history = new ValueHistory();
        foreach (Observable item in Items.Nasty())
        {
            history.See(item, Items.Now.Ticks);
        }

        history.Save(folder["history.jsonl"]);
        ValueHistory read = ValueHistory.Load(folder["history.jsonl"]);
        Assert.Equal(history.Count, read.Count);
        foreach (Observable item in Items.Nasty())
        {
            long ticks = item.UtcTicks ?? Items.Now.Ticks;
            Assert.Equal((ticks, ticks), read.Find(item));
        }
    }

    [Fact]
    public void A_value_has_its_first_and_its_last_time()
    {
        var history = new ValueHistory();
        Assert.True(history.See(At(5), 0));
        Assert.False(history.See(At(9), 0));
        Assert.False(history.See(At(7), 0));
        Assert.Equal((5L, 9L), history.Find(At(0)));

        // Without a time it was there all along, and is there now.
        Assert.False(history.See(At(null), 20));
        Assert.Equal((5L, 20L), history.Find(At(0)));
    }

    [Fact]
    public void Where_there_was_no_export_nothing_was_seen()
    {
        using var folder = new TempFolder();
        Assert.Equal(0, ValueHistory.Load(folder["none.jsonl"]).Count);
    }

    [Theory]
    [InlineData("no entry")]
    [InlineData("")]
    [InlineData("Domain\t1\t2\ta.example")]
    [InlineData("Nothing\t1\t2\t\ta.example")]
    [InlineData("99\t1\t2\t\ta.example")]
    [InlineData("Domain\tx\t2\t\ta.example")]
    [InlineData("Domain\t1\t9999999999999999999\t\ta.example")]
    [InlineData("Domain\t1\t2\tport\ta.example")]
    [InlineData("Domain\t1\t2\t\t")]
    public void A_broken_history_is_an_error_that_names_the_line(string line)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["history.jsonl"], "Domain\t1\t2\t\tb.example\n" + line + "\n");
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ValueHistory.Load(folder["history.jsonl"]));
        Assert.Contains("Line 2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C:\\a\tb\\n.exe", null)]
    [InlineData("two\r\nlines\\", 443)]
    public void A_value_comes_back_as_it_was(string value, int? port)
    {
        using var folder = new TempFolder();
        var history = new ValueHistory();
        var item = new Observable(ObservableType.Path, value, value) { Port = port, UtcTicks = 638_000_000_000_000_000 };
        history.See(item, 0);
        history.Save(folder["history"]);
        Assert.Equal((638_000_000_000_000_000, 638_000_000_000_000_000), ValueHistory.Load(folder["history"]).Find(item));
    }

    private static Observable At(long? ticks)
    {
        Observable item = Items.Of(ObservableType.Domain, "evil.example");
        item.UtcTicks = ticks;
        return item;
    }
}
