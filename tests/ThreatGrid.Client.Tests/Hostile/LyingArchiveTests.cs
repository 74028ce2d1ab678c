using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using ThreatGrid.Client.Archives;
using ThreatGrid.Client.Samples;
using ThreatGrid.Client.Tests.Archives;
using ThreatGrid.Client.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Hostile;

/// <summary>Archives whose directory lies, as files: members of what is claimed, or the documented error, and never more than the limits.</summary>
public sealed class LyingArchiveTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(7_516_192_768)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue - 40)]
    [InlineData(-1)]
    public void A_long_number_that_points_outside_is_refused(long value)
    {
        foreach (string which in new[] { "length", "compressed", "header" })
        {
            byte[] zip = Zip64(which, value);
            Expect.Only<InvalidDataException>($"{which} {value}", () => ReadAll(zip));
            Assert.Throws<InvalidDataException>(() => ReadAll(zip));
        }
    }

    [Fact]
    public void An_honest_long_number_is_read() => Assert.Equal(5, ReadAll(Zip64("header", 0)));

    [Theory]
    [InlineData(1001)]
    [InlineData(65534)]
    public void A_count_beyond_the_limit_is_refused_before_the_directory_is_read(int count)
    {
        byte[] zip = new ZipBuilder().Add("a", [1, 2, 3]).Build();
        BitConverter.GetBytes((ushort)count).CopyTo(zip, zip.Length - 12);
        Assert.Contains("at most", Assert.Throws<InvalidDataException>(() => ReadAll(zip)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_that_claims_to_be_less_packed_than_it_is_is_refused()
    {
        byte[] zeros = Deflate(new byte[40 << 20]);
        byte[] honest = new ZipBuilder().Add("z", zeros, crc: 0, length: 40 << 20, method: 8).Build();
        Assert.Contains("bomb", Assert.Throws<InvalidDataException>(() => ReadAll(honest)).Message, StringComparison.Ordinal);
        byte[] lying = (byte[])honest.Clone();
        int entry = lying.AsSpan().LastIndexOf(new byte[] { 0x50, 0x4B, 1, 2 });
        BitConverter.GetBytes(10 << 20).CopyTo(lying, entry + 20);
        Assert.Throws<InvalidDataException>(() => ReadAll(lying));
    }

    [Fact]
    public void A_file_cut_or_changed_anywhere_is_members_or_the_error()
    {
        byte[][] archives =
        [
            RealArchives.OldEncryption, RealArchives.Aes256, RealArchives.Aes128Stored, Zip64("header", 0),
            new ZipBuilder().Add("dir/x", [1, 2, 3]).Add("y", Deflate(new byte[5000]), crc: 0, length: 5000, method: 8).Build("comment"),
        ];
        for (int seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            byte[] bytes = HostileText.Damage(archives[seed % archives.Length], random);
            Expect.Only<InvalidDataException>($"seed {seed}", () => ReadAll(bytes));
        }
    }

    [Theory]
    [InlineData("..\\..\\evil.dll")]
    [InlineData("../../../../../../etc/cron.d/evil")]
    [InlineData("/etc/passwd")]
    [InlineData("\\\\server\\share\\evil")]
    [InlineData("C:\\Windows\\evil.dll")]
    [InlineData("evil.txt:stream")]
    [InlineData("nul.txt")]
    [InlineData("a\0.exe")]
    [InlineData("a\r\nContent-Type: text/html\r\n\r\nb")]
    [InlineData("trailing. . .")]
    [InlineData("\u202egnp.exe")]
    [InlineData("/")]
    [InlineData("..")]
    [InlineData("")]
    public void A_member_of_any_name_is_sent_under_a_name_that_is_one(string name)
    {
        File.WriteAllBytes(_folder["a.zip"], new ZipBuilder().Add(name, [1, 2, 3]).Add(new string('n', 60_000), [4]).Build());
        string[] before = Directory.GetFileSystemEntries(_folder.Root);
        foreach (UploadSource member in ArchiveSource.Open(_folder["a.zip"], null)!)
        {
            Assert.Equal(member.FileName, Path.GetFileName(Path.Combine(_folder.Root, member.FileName)));
            Assert.DoesNotContain(member.FileName, c => char.IsControl(c) || c is '/' or '\\' or ':' or '\u202e');
            Assert.InRange(member.FileName.Length, 1, 255);
            using Stream content = member.Open();
            content.CopyTo(Stream.Null);
        }

        Assert.Equal(before, Directory.GetFileSystemEntries(_folder.Root));
    }

    private static byte[] Deflate(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content, 0, content.Length);
        }

        return packed.ToArray();
    }

    /// <summary>An archive of one stored member, one number of which stands in the long form.</summary>
    private static byte[] Zip64(string which, long value)
    {
        byte[] content = Encoding.ASCII.GetBytes("hello");
        byte[] plain = new ZipBuilder().Add("a", content).Build();
        int entry = plain.AsSpan().LastIndexOf(new byte[] { 0x50, 0x4B, 1, 2 });
        int end = plain.AsSpan().LastIndexOf(new byte[] { 0x50, 0x4B, 5, 6 });
        int at = which switch { "length" => 24, "compressed" => 20, _ => 42 };
        byte[] directory = plain.AsSpan(entry, end - entry).ToArray();
        new byte[] { 0xFF, 0xFF, 0xFF, 0xFF }.CopyTo(directory, at);
        directory[30] = 12;
        return [.. plain.Take(entry), .. directory, 1, 0, 8, 0, .. BitConverter.GetBytes(value), .. plain.Skip(end)];
    }

    /// <summary>Reads all members as a submission does; gives the bytes they hold.</summary>
    private long ReadAll(byte[] zip)
    {
        string path = _folder["read.zip"];
        File.WriteAllBytes(path, zip);
        long total = 0;
        var buffer = new byte[8192];
        foreach (UploadSource member in ArchiveSource.Open(path, "infected") ?? [])
        {
            using Stream content = member.Open();
            int read;
            while ((read = content.Read(buffer, 0, buffer.Length)) > 0)
            {
                total += read;
                Assert.True(total <= ZipLimits.MaximumTotal);
            }
        }

        return total;
    }
}
