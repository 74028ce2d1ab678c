using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Samples;
using ThreatGrid.Client.Tests.Archives;
using ThreatGrid.Client.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Samples;

public sealed class ArchiveSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_member_is_a_source_that_can_be_read_again_and_at_once_with_others()
    {
        File.WriteAllBytes(_folder["mail.zip"], RealArchives.Aes256);
        IReadOnlyList<UploadSource> members = ArchiveSource.Open(_folder["mail.zip"], "infected")!;
        Assert.Equal(["evil.exe", "s.txt"], members.Select(m => m.FileName));
        Assert.Equal(_folder["mail.zip"] + "|evil.exe", members[0].Input);
        string[] hashes = await Task.WhenAll(members.Concat(members).Select(m => m.ComputeSha256Async(CancellationToken.None)));
        Assert.Equal(hashes[0], hashes[2]);
        Assert.Equal(hashes[1], hashes[3]);
        Assert.NotEqual(hashes[0], hashes[1]);
        // Nothing of it is kept open.
        File.Move(_folder["mail.zip"], _folder["moved.zip"]);
    }

    [Theory]
    [InlineData("[Content_Types].xml")]
    [InlineData("mimetype")]
    [InlineData("META-INF/MANIFEST.MF")]
    [InlineData("AndroidManifest.xml")]
    public void A_document_that_is_an_archive_inside_is_none(string marker)
    {
        File.WriteAllBytes(_folder["d"], new ZipBuilder().Add("x", [1]).Add(marker, [1]).Build());
        Assert.Null(ArchiveSource.Open(_folder["d"], null));
    }

    [Fact]
    public void A_file_that_is_no_archive_is_none()
    {
        File.WriteAllText(_folder["a.zip"], "MZ called a zip");
        Assert.Null(ArchiveSource.Open(_folder["a.zip"], null));
        File.WriteAllText(_folder["empty.zip"], string.Empty);
        Assert.Null(ArchiveSource.Open(_folder["empty.zip"], null));
    }

    [Fact]
    public void Another_kind_of_archive_is_named()
    {
        File.WriteAllBytes(_folder["a"], [.. Encoding.ASCII.GetBytes("Rar!"), 0x1A, 0x07, 0x00]);
        Assert.Contains("Rar", Assert.Throws<InvalidDataException>(() => ArchiveSource.Open(_folder["a"], null)).Message, StringComparison.Ordinal);
    }
}
