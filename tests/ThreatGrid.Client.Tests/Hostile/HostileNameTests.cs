using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using ThreatGrid.Client.Samples;
using ThreatGrid.Files;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Hostile;

/// <summary>Names from hell: of a server's things that become files, and of files that become parts of a form.</summary>
public sealed class HostileNameTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Names =>
    [
        "..\\..\\x", "../../x", "/etc/x", "C:\\x", "C:x", "\\\\?\\C:\\x", "CON", "con.tar.gz", "nul.txt", "a:b", "a::$DATA", "trailing.", "trailing ", "trailing. .", ".", "..", "...", "", " ", "\t",
        "\u202egnp.exe", "a\u2066b\u2069c", "a\u200fb", new string('n', 300), new string('漢', 300), new string('漢', 300) + ".docm", "a\0b", "a\nb", "a\r\nb", "\ud83d\ude00.exe", "\ud800", "a\udc00b", "a\u2028b", "*?\"<>|", "~", "-rf", "$(x)", "`x`", "%2e%2e%2f", ".partial", "\u007f", "\u0085",
        "a\"; filename=\"b", "a;b=c", "a\\\"b", "[x].exe", "a%0d%0ab", "=?utf-8?B?YQ==?=",
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_of_the_server_becomes_one_file_in_its_folder(string name)
    {
        string safe = SafeFileName.Of(name);
        Assert.Equal(name.EndsWith(".docm", StringComparison.Ordinal), safe.EndsWith(".docm", StringComparison.Ordinal));
        string inside = Directory.CreateDirectory(_folder["inside"]).FullName;
        using (AtomicFile file = AtomicFile.Create(Path.Combine(inside, safe), overwrite: false, resume: true))
        {
            file.Tag = "\"v1\"";
            file.Stream.WriteByte(1);
            file.Commit();
        }

        Assert.Equal(inside, Assert.Single(Directory.GetFileSystemEntries(_folder.Root)));
        Assert.Equal(safe, Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(inside))));
        Assert.DoesNotContain(safe, c => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f');
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_of_a_file_cannot_break_the_form_that_it_is_sent_in(string name)
    {
        File.WriteAllText(_folder["f"], "content");
        UploadSource source = UploadSource.OfFile(_folder["f"], name);
        using var form = new SubmissionForm(source, new SubmissionOptions().FieldsFor(source));
        using var sent = new MemoryStream();
        await form.CopyToAsync(sent);
        Assert.Equal(sent.Length, form.Headers.ContentLength);
        string text = Encoding.UTF8.GetString(sent.ToArray());
        string[] parts = text.Split(["--" + form.Headers.ContentType!.Parameters.Single().Value], StringSplitOptions.None);
        Assert.Equal(["", "private", "sample_filename", "sample", "end"], parts.Select((p, i) => i == 0 ? p : i == parts.Length - 1 ? "end" : Regex.Match(p, "name=\"(\\w+)\"").Groups[1].Value));
        string file = parts[3];
        string[] headers = file.Substring(2, file.IndexOf("\r\n\r\n", StringComparison.Ordinal) - 2).Split(["\r\n"], StringSplitOptions.None);
        Assert.Equal(2, headers.Length);
        Assert.Matches("^Content-Disposition: form-data; name=\"sample\"; filename=\"[^\"\\\\/\\x00-\\x1f\\x7f]*\"(; filename\\*=UTF-8''[A-Za-z0-9._~%-]+)?$", headers[0]);
        Assert.EndsWith("\r\n\r\ncontent\r\n", file, StringComparison.Ordinal);
    }
}
