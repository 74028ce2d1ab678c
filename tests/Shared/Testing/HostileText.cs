using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ThreatGrid.Testing;

/// <summary>Texts that break what is not made for them.</summary>
internal static class HostileText
{
    private static readonly string[] Pieces =
    [
        string.Empty, " ", ".", "..", "/", "\\", ":", "://", "[", "]", "[.]", "%", "%zz", "%00", "?", "#", "@", "*", "*.", "\0", "\r\n", "\t", "\u0085", "\u2028", "\u202e", "\u200b", "\ufeff", "\ufffe", "\uffff",
        "\ud800", "\udc00", "\ud83d\ude00", "e\u0301", "\u0130", "\u00df", "\u3002", "xn--", "xn--a", "xn--99999999", "hxxp", "http", "HTTP://", "https://[::1]", "::ffff:1.2.3.4", "1.2.3.4", "999.1.1.1", "010.0.0.1", "/33", "/-1", "0x7f",
        "evil.example", "com", "6f4b6612125fb3a0daecd2799dfd6c9c", "#", "\"", "'", ";", ",", "|", "=", "-", "_", "9223372036854775808", "2026-03-02T10:00:00Z", "Url", "Ip", "\u0661\u0662",
    ];

    /// <summary>A text of some pieces, sometimes of very many.</summary>
    public static string Next(Random random)
    {
        var text = new StringBuilder();
        for (int n = random.Next(1, 8); n > 0; n--)
        {
            string piece = Pieces[random.Next(Pieces.Length)];
            int times = random.Next(40) == 0 ? random.Next(1, 20_000) : 1;
            for (int i = 0; i < times; i++)
            {
                text.Append(piece);
            }
        }

        return text.ToString();
    }

    /// <summary>The bytes of a file in which something is not as it was.</summary>
    public static byte[] Damage(byte[] file, Random random)
    {
        var bytes = new List<byte>(file);
        for (int n = random.Next(1, 4); n > 0; n--)
        {
            int at = random.Next(bytes.Count + 1);
            switch (random.Next(6))
            {
                case 0:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 30), bytes.Count - at));
                    break;
                case 1:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Next(random)));
                    break;
                case 2:
                    bytes.InsertRange(at, Enumerable.Range(0, random.Next(1, 9)).Select(_ => (byte)random.Next(256)));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count + 1)).Take(random.Next(1, 80)).ToArray());
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    if (at < bytes.Count)
                    {
                        bytes[at] = (byte)random.Next(256);
                    }

                    break;
            }
        }

        return [.. bytes];
    }
}
