using System;
using System.IO;
using System.Linq;
using System.Text;
using ThreatGrid.Observables.Export;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Tests.Readers;
using ThreatGrid.Observables.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Export;

/// <summary>What a crash left in a file is settled before more is added. The CSV rows have line breaks inside quotation marks.</summary>
public sealed class AppendFileTests
{
    [Theory]
    [InlineData(OutputFormat.JsonLines)]
    [InlineData(OutputFormat.Csv)]
    [InlineData(OutputFormat.ElasticBulk)]
    [InlineData(OutputFormat.Cef)]
    public void Wherever_a_crash_cut_the_file_the_next_run_makes_it_whole(OutputFormat name)
    {
        using var folder = new TempFolder();
        Observable[] items = [.. Items.Nasty().Where(i => i.Description?.IndexOf('\n') >= 0).Take(3)];
        byte[] whole = Encoding.UTF8.GetBytes(Rendering.Of(name, items));
        long known = Write(folder["first"], name, null, items[0]);

        // Each cut costs flushes to the disk: places a prime apart fall on all kinds of them.
        for (int length = (int)known; length <= whole.Length; length += whole.Length - length < 11 ? 1 : 11)
        {
            File.WriteAllBytes(folder["out"], [.. whole.Take(length)]);
            Write(folder["out"], name, known, items[1], items[2]);
            Assert.Equal(whole, File.ReadAllBytes(folder["out"]));
        }
    }

    [Theory]
    [InlineData(OutputFormat.JsonLines)]
    [InlineData(OutputFormat.Csv)]
    [InlineData(OutputFormat.ElasticBulk)]
    public void Whole_records_beyond_the_known_length_count_as_delivered_and_a_broken_one_is_cut(OutputFormat name)
    {
        using var folder = new TempFolder();
        Observable[] items = [.. Items.Nasty().Where(i => i.Description?.IndexOf('\n') >= 0).Take(3)];
        long known = Write(folder["out"], name, null, items[0]);
        long two = Write(folder["out"], name, null, items[1]);
        Write(folder["out"], name, null, items[2]);
        using (FileStream stream = File.OpenWrite(folder["out"]))
        {
            stream.SetLength(stream.Length - 3);
        }

        using var file = new AppendFile((LineFormat)FormatCatalog.Create(name, Rendering.Options), folder["out"], known);
        Assert.Equal(two, file.Length);
        Assert.False(file.Add(items[1]));
        Assert.True(file.Add(items[2]));

        // Only once: the same row may well come again.
        Assert.True(file.Add(items[1]));
    }

    [Fact]
    public void Where_nobody_knows_what_was_delivered_nothing_is_left_out()
    {
        using var folder = new TempFolder();
        Observable item = Items.Nasty(0);
        Write(folder["out"], OutputFormat.JsonLines, null, item);
        Write(folder["out"], OutputFormat.JsonLines, null, item);
        Assert.Equal(2, JsonLinesReader.Read(File.ReadAllText(folder["out"])).Count);
    }

    [Fact]
    public void A_file_shorter_than_known_is_an_error_and_stays_as_it_is()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["out"], "{}\n{");
        ExportRefusedException error = Assert.Throws<ExportRefusedException>(() => new AppendFile(new JsonLinesFormat(), folder["out"], 5));
        Assert.Contains("has 4 bytes, and 5 were delivered", error.Message, StringComparison.Ordinal);
        Assert.Equal("{}\n{", File.ReadAllText(folder["out"]));

        // The file is not held any longer.
        File.Delete(folder["out"]);
    }

    [Fact]
    public void A_header_is_written_once_even_where_a_crash_broke_it()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["out"], "\"Timestamp\",\"Ty");
        Write(folder["out"], OutputFormat.Csv, 0, Items.Nasty(0));
        Write(folder["out"], OutputFormat.Csv, null, Items.Nasty(1));
        Assert.Equal(Rendering.Of(OutputFormat.Csv, Items.Nasty(0), Items.Nasty(1)), File.ReadAllText(folder["out"]));
    }

    [Fact]
    public void Two_cannot_write_to_one_file()
    {
        using var folder = new TempFolder();
        using var first = new AppendFile(new JsonLinesFormat(), folder["out"], null);
        Assert.Throws<IOException>(() => new AppendFile(new JsonLinesFormat(), folder["out"], null));
    }

    private static long Write(string path, OutputFormat name, long? known, params Observable[] items)
    {
        using var file = new AppendFile((LineFormat)FormatCatalog.Create(name, Rendering.Options), path, known);
        Array.ForEach(items, i => file.Add(i));
        file.Flush();
        return file.Length;
    }
}
