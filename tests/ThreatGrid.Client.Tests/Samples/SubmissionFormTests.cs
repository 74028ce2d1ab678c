using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using ThreatGrid.Client.Samples;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Samples;

public sealed class SubmissionFormTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.exe", "a.exe")]
    [InlineData("a \"b\".js", "a _b_.js")]
    [InlineData("a\r\nX-Evil: 1.js", "a__X-Evil: 1.js")]
    [InlineData("../../up.exe", ".._.._up.exe")]
    [InlineData("請求書 Ü.pdf", "請求書 Ü.pdf")]
    public void A_name_cannot_break_a_header(string name, string expected) => Assert.Equal(expected, SubmissionForm.SafeName(name));

    [Fact]
    public void A_long_name_is_cut_before_its_extension()
    {
        string name = SubmissionForm.SafeName(new string('x', 400) + ".docm");
        Assert.Equal(255, name.Length);
        Assert.EndsWith(".docm", name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_file_is_in_the_form_with_its_length_and_its_hash()
    {
        byte[] content = Content(300_000);
        File.WriteAllBytes(_folder["f.bin"], content);
        using var form = new SubmissionForm(UploadSource.OfFile(_folder["f.bin"], null), [new KeyValuePair<string, string>("private", "true")]);
        long length = form.Headers.ContentLength!.Value;
        var sent = new MemoryStream();
        await form.CopyToAsync(sent);
        Assert.Equal(length, sent.Length);
        Assert.Equal(Sha256(content), form.File.Sha256);
        string text = Encoding.ASCII.GetString(sent.ToArray());
        Assert.Contains("name=\"sample\"; filename=\"f.bin\"", text, StringComparison.Ordinal);
        Assert.Contains("name=\"private\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("boundary=\"", form.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        Assert.True(IndexOf(sent.ToArray(), content) > 0);
    }

    [Fact]
    public async Task A_file_that_grows_or_shrinks_on_the_way_is_a_failure_of_the_file()
    {
        foreach (int change in new[] { -10, 10 })
        {
            File.WriteAllBytes(_folder["f.bin"], Content(1000));
            UploadSource source = UploadSource.OfFile(_folder["f.bin"], null);
            File.WriteAllBytes(_folder["f.bin"], Content(1000 + change));
            using var form = new SubmissionForm(source, []);
            await Assert.ThrowsAnyAsync<Exception>(() => form.CopyToAsync(Stream.Null));
            Assert.IsType<IOException>(form.File.SourceFailure);
            Assert.Null(form.File.Sha256);
        }
    }

    [Fact]
    public async Task A_file_is_read_while_others_write_it_and_rename_it()
    {
        File.WriteAllBytes(_folder["f.bin"], Content(1000));
        using var writer = new FileStream(_folder["f.bin"], FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        using var form = new SubmissionForm(UploadSource.OfFile(_folder["f.bin"], "other.exe"), []);
        await form.CopyToAsync(Stream.Null);
        Assert.NotNull(form.File.Sha256);
    }

    [Fact]
    public void Private_is_always_said()
    {
        UploadSource url = UploadSource.OfUrl("https://a.example/");
        Assert.Contains(new KeyValuePair<string, string>("private", "true"), new SubmissionOptions().FieldsFor(url));
        Assert.Contains(new KeyValuePair<string, string>("private", "false"), new SubmissionOptions { IsPublic = true }.FieldsFor(url));
    }

    [Fact]
    public void Only_what_was_asked_for_is_in_the_fields()
    {
        string[] names = [.. new SubmissionOptions { Tags = ["a", "b"], Password = "p" }.FieldsFor(UploadSource.OfUrl("https://a.example/")).Select(f => f.Key)];
        Assert.Equal(["private", "url", "tags", "sample_password"], names);
    }

    private static byte[] Content(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)((7 * i) + 13))];

    private static string Sha256(byte[] content)
    {
        using var hash = SHA256.Create();
        return string.Concat(hash.ComputeHash(content).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static int IndexOf(byte[] whole, byte[] part) => whole.AsSpan().IndexOf(part);
}
