using System;
using System.IO;
using System.Linq;
using System.Text;
using ThreatGrid.Client.Archives;
using ThreatGrid.Client.Tests.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Archives;

public sealed class ZipFileReaderTests
{
    private static readonly byte[] Hello = Encoding.ASCII.GetBytes("hello");

    public static TheoryData<string> Encryptions => new(nameof(RealArchives.OldEncryption), nameof(RealArchives.OldEncryptionStored), nameof(RealArchives.Aes128Stored), nameof(RealArchives.Aes192), nameof(RealArchives.Aes256));

    [Theory]
    [MemberData(nameof(Encryptions))]
    public void Archives_of_other_programs_are_read(string name)
    {
        using ZipFileReader zip = Open(Real(name));
        ZipMember member = zip.Members[0];
        Assert.Equal("evil.exe", member.Name);
        Assert.True(member.IsEncrypted);
        Assert.Equal(RealArchives.Content, Encoding.ASCII.GetString(Read(zip, member, "infected")));
        foreach (ZipMember other in zip.Members.Skip(1))
        {
            Assert.Equal("stored", Encoding.ASCII.GetString(Read(zip, other, "infected")));
        }
    }

    [Theory]
    [MemberData(nameof(Encryptions))]
    public void Another_password_is_an_error(string name)
    {
        using ZipFileReader zip = Open(Real(name));
        foreach (string? password in new[] { null, string.Empty, "other", "Infected" })
        {
            var e = Assert.Throws<InvalidDataException>(() => Read(zip, zip.Members[0], password));
            Assert.Contains("evil.exe", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Encryptions))]
    public void Damaged_content_is_never_taken_for_whole(string name)
    {
        byte[] original = Real(name);
        using ZipFileReader intact = Open(original);
        ZipMember member = intact.Members[0];
        long failures = 0;
        for (long at = member.DataAt; at < member.DataAt + member.CompressedLength; at++)
        {
            byte[] damaged = (byte[])original.Clone();
            damaged[at] ^= 0x10;
            using ZipFileReader zip = Open(damaged);
            try
            {
                // The last bits of packed content may mean nothing.
                Assert.Equal(RealArchives.Content, Encoding.ASCII.GetString(Read(zip, zip.Members[0], "infected")));
            }
            catch (InvalidDataException)
            {
                failures++;
            }
        }

        Assert.True(failures >= member.CompressedLength - 1);
    }

    [Fact]
    public void Plain_members_folders_and_comments_are_read()
    {
        using ZipFileReader zip = Open(new ZipBuilder().Add("a/", []).Add("a/b.txt", Hello).Add("empty", []).Build("a comment"));
        Assert.Equal(["a/", "a/b.txt", "empty"], zip.Members.Select(m => m.Name));
        Assert.True(zip.Members[0].IsDirectory);
        Assert.Equal("hello", Encoding.ASCII.GetString(Read(zip, zip.Members[1], null)));
        Assert.Empty(Read(zip, zip.Members[2], null));
    }

    [Fact]
    public void An_empty_archive_has_no_members()
    {
        using ZipFileReader zip = Open(new ZipBuilder().Build());
        Assert.Empty(zip.Members);
    }

    [Theory]
    [InlineData("../../evil.dll", "evil.dll")]
    [InlineData("C:\\windows\\evil.dll", "evil.dll")]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("..", "_")]
    [InlineData("CON", "_CON")]
    [InlineData("a/b:c*d", "b_c_d")]
    [InlineData("請求書.pdf", "請求書.pdf")]
    public void A_name_never_leads_anywhere(string name, string expected)
    {
        using ZipFileReader zip = Open(new ZipBuilder().Add(name, Hello).Build());
        Assert.Equal(name, zip.Members[0].Name);
        Assert.Equal(expected, zip.Members[0].FileName);
    }

    [Fact]
    public void Names_without_the_mark_of_utf8_are_of_it_or_of_dos()
    {
        using ZipFileReader zip = Open(new ZipBuilder()
            .Add(string.Empty, Hello, flags: 0, rawName: Encoding.UTF8.GetBytes("März"))
            .Add(string.Empty, Hello, flags: 0, rawName: [(byte)'M', 0x84, (byte)'r', (byte)'z'])
            .Build());
        Assert.Equal(["März", "März"], zip.Members.Select(m => m.Name));
    }

    [Fact]
    public void Content_that_is_not_what_the_directory_says_is_an_error()
    {
        AssertBroken(new ZipBuilder().Add("crc", Hello, crc: 1).Build());
        AssertBroken(new ZipBuilder().Add("short", Hello, length: 9).Build());
        AssertBroken(new ZipBuilder().Add("long", Hello, length: 2).Build());
        AssertBroken(new ZipBuilder().Add("method", Hello, method: 14).Build());
        AssertBroken(new ZipBuilder().Add("no deflate", Hello, method: 8).Build());
        AssertBroken(new ZipBuilder().Add("contradiction", Hello, directoryFlags: 0x801).Build());
        AssertBroken(new ZipBuilder().Add("strong", Hello, flags: 0x841).Build());
    }

    [Fact]
    public void An_archive_that_is_cut_is_an_error()
    {
        byte[] whole = new ZipBuilder().Add("a", Hello).Add("b", Hello).Build();
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => Open(whole.Take(length).ToArray()));
        }
    }

    [Fact]
    public void Whatever_is_in_the_bytes_the_error_is_the_same()
    {
        var random = new Random(20261125);
        byte[][] archives = [RealArchives.OldEncryption, RealArchives.Aes256, new ZipBuilder().Add("x/y", Hello).Add("z", Hello).Build("comment")];
        for (int round = 0; round < 6000; round++)
        {
            byte[] bytes = (byte[])archives[round % archives.Length].Clone();
            for (int n = random.Next(1, 5); n > 0; n--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                using ZipFileReader zip = Open(bytes);
                ZipLimits.Check(zip.Members);
                foreach (ZipMember member in zip.Members)
                {
                    _ = Read(zip, member, "infected");
                }
            }
            catch (InvalidDataException)
            {
                // What is expected of broken archives, and all that may come.
            }
        }
    }

    [Fact]
    public void A_stream_of_somebody_else_stays_open()
    {
        using var stream = new MemoryStream(new ZipBuilder().Add("a", Hello).Build());
        new ZipFileReader(stream, leaveOpen: true).Dispose();
        Assert.True(stream.CanRead);
        new ZipFileReader(stream).Dispose();
        Assert.False(stream.CanRead);
    }

    private static byte[] Real(string name) => (byte[])typeof(RealArchives).GetProperty(name)!.GetValue(null)!;

    private static ZipFileReader Open(byte[] bytes) => new(new MemoryStream(bytes));

    private static byte[] Read(ZipFileReader zip, ZipMember member, string? password)
    {
        using Stream content = zip.Open(member, password);
        var copy = new MemoryStream();
        content.CopyTo(copy, 7);
        return copy.ToArray();
    }

    private static void AssertBroken(byte[] archive) => Assert.Throws<InvalidDataException>(() =>
    {
        using ZipFileReader zip = Open(archive);
        _ = Read(zip, zip.Members[0], "infected");
    });
}
