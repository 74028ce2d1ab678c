using System;
using System.IO;
using System.Text.Json;

namespace ThreatGrid.Client.Json;

/// <summary>
/// Makes JSON readable that holds what malware writes: bytes that are no UTF-8 and halves of surrogate pairs become U+FFFD.
/// </summary>
internal static class JsonText
{
    /// <summary>How deep an answer may be nested.</summary>
    public const int MaxDepth = 128;

    private static readonly byte[] ReplacementBytes = [0xEF, 0xBF, 0xBD];
    private static readonly byte[] ReplacementEscape = [.. "\\uFFFD"u8];

    /// <summary>The text or name that a reader stands on, repaired where it must be.</summary>
    public static string ReadText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            var repaired = new Utf8JsonReader([(byte)'"', .. Repair(reader.ValueSpan), (byte)'"']);
            repaired.Read();
            return repaired.GetString()!;
        }
    }

    public static byte[] Repair(ReadOnlySpan<byte> json)
    {
        using var repaired = new MemoryStream(json.Length + 16);
        int at = 0;
        while (at < json.Length)
        {
            int taken = json[at] switch
            {
                (byte)'\\' => CopyEscape(json.Slice(at), repaired),
                < 0x80 => CopyBytes(json.Slice(at, 1), repaired),
                _ => CopyMultiByte(json.Slice(at), repaired),
            };
            at += taken;
        }

        return repaired.ToArray();
    }

    private static int CopyBytes(ReadOnlySpan<byte> bytes, MemoryStream target)
    {
        foreach (byte b in bytes)
        {
            target.WriteByte(b);
        }

        return bytes.Length;
    }

    private static int CopyEscape(ReadOnlySpan<byte> json, MemoryStream target)
    {
        if (json.Length < 2)
        {
            return CopyBytes(json, target);
        }

        if (!TryReadUnit(json, out int unit))
        {
            return CopyBytes(json.Slice(0, 2), target);
        }

        if (unit is < 0xD800 or > 0xDFFF)
        {
            return CopyBytes(json.Slice(0, 6), target);
        }

        bool isPair = unit < 0xDC00 && TryReadUnit(json.Slice(6), out int second) && second is >= 0xDC00 and <= 0xDFFF;
        if (isPair)
        {
            return CopyBytes(json.Slice(0, 12), target);
        }

        CopyBytes(ReplacementEscape, target);
        return 6;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> json, out int unit)
    {
        unit = 0;
        if (json.Length < 6 || json[0] != '\\' || json[1] != 'u')
        {
            return false;
        }

        for (int i = 2; i < 6; i++)
        {
            int digit = json[i] switch
            {
                >= (byte)'0' and <= (byte)'9' => json[i] - '0',
                >= (byte)'a' and <= (byte)'f' => json[i] - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => json[i] - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                return false;
            }

            unit = (unit << 4) | digit;
        }

        return true;
    }

    private static int CopyMultiByte(ReadOnlySpan<byte> json, MemoryStream target)
    {
        byte first = json[0];
        int length = first switch { >= 0xC2 and <= 0xDF => 2, >= 0xE0 and <= 0xEF => 3, >= 0xF0 and <= 0xF4 => 4, _ => 1 };
        bool valid = length > 1 && length <= json.Length;
        for (int i = 1; valid && i < length; i++)
        {
            valid = (json[i] & 0xC0) == 0x80;
        }

        valid = valid && first switch
        {
            0xE0 => json[1] >= 0xA0,
            0xED => json[1] < 0xA0,
            0xF0 => json[1] >= 0x90,
            0xF4 => json[1] < 0x90,
            _ => true,
        };
        if (valid)
        {
            return CopyBytes(json.Slice(0, length), target);
        }

        CopyBytes(ReplacementBytes, target);
        return 1;
    }
}
