using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Tests.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Http;

/// <summary>Case 11: the key is nowhere.</summary>
public sealed class RedactorTests
{
    private const string KeyWithSigns = "k3y/F0r+Tests=0nly7&qz9mw2%5";

    public static TheoryData<string, string> Forms()
    {
        var data = new TheoryData<string, string>();
        foreach (string key in new[] { TestData.Key, KeyWithSigns })
        {
            string[] forms =
            [
                key,
                key.ToUpperInvariant(),
                Uri.EscapeDataString(key),
                BitConverter.ToString(Encoding.Unicode.GetBytes(key)).Replace("-", string.Empty),
                BitConverter.ToString(Encoding.Unicode.GetBytes(key)).Replace("-", string.Empty).ToLowerInvariant(),
                BitConverter.ToString(Encoding.UTF8.GetBytes(key)).Replace("-", string.Empty),
                Convert.ToBase64String(Encoding.UTF8.GetBytes(key)),
                key.Substring(0, 12),
                key.Substring(key.Length - 12),
                key.Substring(0, 12).ToUpperInvariant(),
            ];
            foreach (string form in forms)
            {
                data.Add(key, form);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A5_A14_The_key_is_masked_in_every_form(string key, string form)
    {
        var redactor = new Redactor(key);
        foreach (string text in new[] { form, "Key " + form + " is not valid", form + form, form + " " + form, "x" + form + "y" })
        {
            string clean = redactor.Clean(text);
            Assert.DoesNotContain(form, clean, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(key.Substring(0, 8), clean, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("****", clean, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_base64_form_is_the_one_of_the_case()
        => Assert.Equal("a **** b", new Redactor(TestData.Key).Clean("a azN5RjByVGVzdHMwbmx5N3F6OW13MnY1eGE= b"));

    [Fact]
    public void What_stands_around_the_key_stays()
    {
        Assert.Equal("Key **** is not valid", new Redactor(TestData.Key).Clean("Key " + TestData.Key + " is not valid"));
        Assert.Equal("https://h/x?api_key=****&after=1", new Redactor(TestData.Key).Clean("https://h/x?api_key=" + TestData.Key + "&after=1"));
        Assert.Equal("nothing here", new Redactor(TestData.Key).Clean("nothing here"));
        Assert.Equal(string.Empty, new Redactor(TestData.Key).Clean(string.Empty));
        Assert.Equal("text", new Redactor(string.Empty).Clean("text"));
    }

    [Fact]
    public void Pieces_of_a_key_inside_other_pieces_are_masked()
    {
        string key = TestData.Key;
        for (int start = 0; start + 8 <= key.Length; start++)
        {
            for (int length = 8; start + length <= key.Length; length++)
            {
                string piece = key.Substring(start, length);
                Assert.Equal("<****>", new Redactor(key).Clean("<" + piece + ">"));
            }
        }
    }

    [Fact]
    public void A6_A_text_is_masked_before_it_is_cut()
    {
        var redactor = new Redactor(TestData.Key);
        for (int at = 4090; at <= 4115; at += 5)
        {
            string page = new string('x', at) + TestData.Key + new string('y', 100_000 - at);
            foreach (int length in new[] { 4096, 4110 })
            {
                string excerpt = redactor.Excerpt(page, length);
                Assert.InRange(excerpt.Length, 1, length + 1);
                for (int start = 0; start + 8 <= TestData.Key.Length; start++)
                {
                    Assert.DoesNotContain(TestData.Key.Substring(start, 8), excerpt, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void An_excerpt_is_one_line_and_not_longer_than_asked()
    {
        var redactor = new Redactor(TestData.Key);
        Assert.Equal("a b c", redactor.Excerpt(" a\r\n\tb \0 c ", 10));
        Assert.Equal("abc…", redactor.Excerpt("abcdef", 3));
        Assert.Equal("abc", redactor.Excerpt("abc", 3));
        Assert.Equal(string.Empty, redactor.Excerpt(" \n ", 10));
    }

    [Fact]
    public async Task The_key_in_a_body_is_masked_at_every_position_and_with_every_size_of_read()
    {
        byte[] key = Encoding.UTF8.GetBytes(TestData.Key);
        for (int size = 1; size <= 40; size++)
        {
            for (int position = 0; position <= 30; position++)
            {
                byte[] body = [.. Enumerable.Repeat((byte)'a', position), .. key, .. Enumerable.Repeat((byte)'b', 30 - position)];
                string text = await ReadAsync(body, size, size);
                Assert.Equal(new string('a', position) + new string('*', key.Length) + new string('b', 30 - position), text);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("k3yF0rTests0nly7qz9mw2v5x")]
    [InlineData("k3yF0rk3yF0rTests0nly7qz9mw2v5xa")]
    [InlineData("k3yF0rTests0nly7qz9mw2v5xak3yF0rTests0nly7qz9mw2v5xa")]
    [InlineData("k3yF0rTests0nly7qz9mw2v5xk3yF0rTests0nly7qz9mw2v5xak")]
    [InlineData("kkkk3y")]
    public async Task Bodies_that_nearly_hold_the_key_come_through_whole(string text)
    {
        string expected = text.Replace(TestData.Key, new string('*', TestData.Key.Length));
        for (int size = 1; size <= 40; size++)
        {
            for (int buffer = 1; buffer <= 40; buffer += 3)
            {
                Assert.Equal(expected, await ReadAsync(Encoding.UTF8.GetBytes(text), size, buffer));
            }
        }
    }

    private static async Task<string> ReadAsync(byte[] body, int size, int bufferSize)
    {
        using var stream = new KeyMaskingStream(new ChunkedStream(body, size), TestData.Key);
        using var read = new MemoryStream();
        var buffer = new byte[bufferSize + 2];
        int count;
        while ((count = await stream.ReadAsync(buffer, 1, bufferSize, CancellationToken.None)) > 0)
        {
            Assert.Equal(0, buffer[0]);
            Assert.Equal(0, buffer[bufferSize + 1]);
            read.Write(buffer, 1, count);
        }

        return Encoding.UTF8.GetString(read.ToArray());
    }
}
