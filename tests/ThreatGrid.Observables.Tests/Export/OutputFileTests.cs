using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using ThreatGrid.Observables.Export;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Export;

public sealed class OutputFileTests
{
    private static readonly DateTime LongAgo = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public void A_file_that_would_be_the_same_keeps_its_time()
    {
        using var folder = new TempFolder();
        Assert.True(OutputFile.Write(folder["list.txt"], w => w.Write("ü\n")).IsChanged);
        File.SetLastWriteTimeUtc(folder["list.txt"], LongAgo);

        (long length, string sha256, bool isChanged) = OutputFile.Write(folder["list.txt"], w => w.Write("ü\n"));
        Assert.False(isChanged);
        Assert.Equal(LongAgo, File.GetLastWriteTimeUtc(folder["list.txt"]));
        Assert.Equal(3, length);
        Assert.Equal(Sha256(folder["list.txt"]), sha256);
        Assert.Equal(folder["list.txt"], Assert.Single(Directory.GetFiles(folder.Root)));
    }

    [Fact]
    public void A_file_of_the_same_length_that_differs_is_replaced()
    {
        using var folder = new TempFolder();
        OutputFile.Write(folder["list.txt"], w => w.Write("a\n"));
        File.SetLastWriteTimeUtc(folder["list.txt"], LongAgo);
        (long _, string sha256, bool isChanged) = OutputFile.Write(folder["list.txt"], w => w.Write("b\n"));
        Assert.True(isChanged);
        Assert.NotEqual(LongAgo, File.GetLastWriteTimeUtc(folder["list.txt"]));
        Assert.Equal(Sha256(folder["list.txt"]), sha256);
        Assert.Equal("b\n", File.ReadAllText(folder["list.txt"]));
    }

    [Fact]
    public void What_broke_off_leaves_the_file_as_it_was_and_nothing_beside_it()
    {
        using var folder = new TempFolder();
        OutputFile.Write(folder["list.txt"], w => w.Write("a\n"));
        Assert.Throws<InvalidOperationException>(() => OutputFile.Write(folder["list.txt"], w =>
        {
            w.Write("half");
            throw new InvalidOperationException();
        }));
        Assert.Equal("a\n", File.ReadAllText(folder["list.txt"]));
        Assert.Single(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void A_file_has_no_byte_order_mark_and_its_folder_is_made()
    {
        using var folder = new TempFolder();
        OutputFile.Write(folder["a/b/list.txt"], w => w.WriteLine("ü"));
        Assert.Equal([0xC3, 0xBC, 0x0A], File.ReadAllBytes(folder["a/b/list.txt"]));
    }

    private static string Sha256(string path)
    {
        using var sha256 = SHA256.Create();
        return string.Concat(sha256.ComputeHash(File.ReadAllBytes(path)).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
