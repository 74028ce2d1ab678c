using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using ThreatGrid.Client.Json;
using Xunit;

namespace ThreatGrid.Client.Tests.Json;

/// <summary>J9: texts that malware writes.</summary>
public sealed class JsonTextTests
{
    [Theory]
    [InlineData(@"""bad\ud83d""", "bad\uFFFD")]
    [InlineData(@"""\uD83Dbad""", "\uFFFDbad")]
    [InlineData(@"""bad\udE00""", "bad\uFFFD")]
    [InlineData(@"""\uDE00\uD83D""", "\uFFFD\uFFFD")]
    [InlineData(@"""\uD83D\uD83D\uDE00""", "\uFFFD\uD83D\uDE00")]
    [InlineData(@"""\ud83d\n""", "\uFFFD\n")]
    [InlineData(@"""\ud83d\u0041""", "\uFFFDA")]
    [InlineData(@"""\ud83dx""", "\uFFFDx")]
    [InlineData(@"""\ud83d\ude00""", "\uD83D\uDE00")]
    [InlineData(@"""\\ud83d""", @"\ud83d")]
    [InlineData(@"""\\\ud83d""", "\\\uFFFD")]
    [InlineData(@"""nul\u0000inside""", "nul\0inside")]
    [InlineData(@"""a\""\u00e9\/""", "a\"\u00e9/")]
    public void J9_Halves_of_pairs_become_replacement_characters_and_pairs_stay(string json, string expected)
        => Assert.Equal(expected, Read(JsonText.Repair(Encoding.UTF8.GetBytes(json))));

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 }, "\uFFFD(")]
    [InlineData(new byte[] { 0x80 }, "\uFFFD")]
    [InlineData(new byte[] { 0xC0, 0xAF }, "\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0xE2, 0x82 }, "\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0xE0, 0x80, 0x80 }, "\uFFFD\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0xED, 0xA0, 0xBD }, "\uFFFD\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 }, "\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0xF0, 0x80, 0x80, 0x80 }, "\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0xFF, 0xFE }, "\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0xE2, 0x82, 0xAC }, "\u20AC")]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98, 0x80 }, "\uD83D\uDE00")]
    [InlineData(new byte[] { 0xEF, 0xBF, 0xBD }, "\uFFFD")]
    public void Bytes_that_are_no_utf8_become_replacement_characters(byte[] bytes, string expected)
        => Assert.Equal(expected, Read(JsonText.Repair([.. "\""u8, .. bytes, .. "\""u8])));

    [Theory]
    [InlineData("")]
    [InlineData("\\")]
    [InlineData("\\u12")]
    [InlineData("\\uZZZZ")]
    [InlineData("{\"a\":[1,true,null]}")]
    public void What_is_not_broken_stays_byte_for_byte(string json)
        => Assert.Equal(Encoding.UTF8.GetBytes(json), JsonText.Repair(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Whatever_stands_in_a_text_it_can_be_read_afterwards()
    {
        string[] escapes = [@"\ud83d", @"\ude00", @"\u0041", @"\n", @"\\", @"\""", "x", "é"];
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var json = new List<byte> { (byte)'"' };
            for (int i = 0; i < 12; i++)
            {
                if (random.Next(2) == 0)
                {
                    json.AddRange(Encoding.UTF8.GetBytes(escapes[random.Next(escapes.Length)]));
                }
                else
                {
                    json.Add((byte)random.Next(0x80, 0x100));
                }
            }

            json.Add((byte)'"');
            byte[] repaired = JsonText.Repair(json.ToArray());
            string text = Read(repaired);
            Assert.False(text.Where((c, i) => char.IsSurrogate(c) && !IsPaired(text, i)).Any(), $"seed {seed}");
            Assert.Equal(repaired, JsonText.Repair(repaired));
        }
    }

    private static bool IsPaired(string text, int at)
        => char.IsHighSurrogate(text[at])
            ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            : at > 0 && char.IsHighSurrogate(text[at - 1]);

    private static string Read(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        Assert.True(reader.Read());
        return reader.GetString()!;
    }
}
