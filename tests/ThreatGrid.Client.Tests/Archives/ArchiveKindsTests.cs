using System.Text;
using ThreatGrid.Client.Archives;
using Xunit;

namespace ThreatGrid.Client.Tests.Archives;

public sealed class ArchiveKindsTests
{
    [Theory]
    [InlineData("504B0304", "Zip")]
    [InlineData("504B0506", "Zip")]
    [InlineData("377ABCAF271C", "SevenZip")]
    [InlineData("526172211A0700", "Rar")]
    [InlineData("526172211A070100", "Rar")]
    [InlineData("1F8B08", "Gzip")]
    [InlineData("425A6839", "Bzip2")]
    [InlineData("FD377A585A00", "Xz")]
    [InlineData("4D534346", "Cabinet")]
    [InlineData("4D5A9000", "None")]
    [InlineData("25504446", "None")]
    [InlineData("50", "None")]
    [InlineData("", "None")]
    public void An_archive_is_known_by_its_first_bytes(string hex, string kind)
    {
        var bytes = new byte[hex.Length / 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = System.Convert.ToByte(hex.Substring(2 * i, 2), 16);
        }

        Assert.Equal(kind, ArchiveKinds.Recognize(bytes).ToString());
    }

    [Fact]
    public void A_tar_is_known_by_its_mark()
    {
        var start = new byte[ArchiveKinds.RecognizedLength];
        Encoding.ASCII.GetBytes("ustar").CopyTo(start, 257);
        Assert.Equal(ArchiveKind.Tar, ArchiveKinds.Recognize(start));
    }
}
