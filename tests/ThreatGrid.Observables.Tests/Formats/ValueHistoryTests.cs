using System;
using System.IO;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Tests.Testing;
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
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"type":"Domain","value":"a.example","first":1}""")]
    [InlineData("""{"type":"Nothing","value":"a.example","first":1,"last":2}""")]
    [InlineData("""{"type":"Domain","value":"a.example","first":"x","last":2}""")]
    [InlineData("""{"type":"Domain","value":null,"first":1,"last":2}""")]
    [InlineData("""{"type":null,"value":"a.example","first":1,"last":2}""")]
    public void A_broken_history_is_an_error_that_names_the_line(string line)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["history.jsonl"], """{"type":"Domain","value":"b.example","first":1,"last":2}""" + "\n" + line + "\n");
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ValueHistory.Load(folder["history.jsonl"]));
        Assert.Contains("Line 2", error.Message, StringComparison.Ordinal);
    }

    private static Observable At(long? ticks)
    {
        Observable item = Items.Of(ObservableType.Domain, "evil.example");
        item.UtcTicks = ticks;
        return item;
    }
}
