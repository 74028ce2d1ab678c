using System.IO;
using ThreatGrid.Files;
using Xunit;

namespace ThreatGrid.Client.Tests.Files;

public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("report.html", "report.html")]
    [InlineData("../../etc/passwd", ".._.._etc_passwd")]
    [InlineData("a:b", "a_b")]
    [InlineData("x\0y\tz", "x_y_z")]
    [InlineData("nul.txt", "_nul.txt")]
    [InlineData("LPT1", "_LPT1")]
    [InlineData("COM²", "_COM²")]
    [InlineData("name. . ", "name")]
    [InlineData("  lead", "lead")]
    [InlineData("", "_")]
    [InlineData(".", "_")]
    [InlineData("..", "_")]
    [InlineData("Ü–漢字.js", "Ü–漢字.js")]
    public void Any_text_becomes_the_name_of_a_file(string text, string expected) => Assert.Equal(expected, SafeFileName.Of(text));

    [Fact]
    public void No_text_leads_out_of_a_folder()
    {
        var random = new System.Random(20261125);
        string folder = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "f"));
        const string Letters = "./\\:*?\"<>| aA0\0\n~%$CON";
        for (int round = 0; round < 5000; round++)
        {
            var text = new char[random.Next(0, 12)];
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = Letters[random.Next(Letters.Length)];
            }

            string path = Path.GetFullPath(Path.Combine(folder, SafeFileName.Of(new string(text))));
            Assert.Equal(folder, Path.GetDirectoryName(path));
        }
    }
}
