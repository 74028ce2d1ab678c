using System.IO;
using System.Text;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>The shortest WebM file: one picture track, and nothing on it.</summary>
internal static class Video
{
    public static byte[] Make()
    {
        byte[] header = Element(
            [0x1A, 0x45, 0xDF, 0xA3],
            Number([0x42, 0x86], 1),
            Number([0x42, 0xF7], 1),
            Number([0x42, 0xF2], 4),
            Number([0x42, 0xF3], 8),
            Text([0x42, 0x82], "webm"),
            Number([0x42, 0x87], 2),
            Number([0x42, 0x85], 2));
        byte[] info = Element([0x15, 0x49, 0xA9, 0x66], Element([0x2A, 0xD7, 0xB1], [0x0F, 0x42, 0x40]), Text([0x4D, 0x80], "emulator"), Text([0x57, 0x41], "emulator"));
        byte[] picture = Element([0xE0], Number([0xB0], 160), Number([0xBA], 90));
        byte[] track = Element([0xAE], Number([0xD7], 1), Element([0x73, 0xC5], [1]), Number([0x83], 1), Text([0x86], "V_VP8"), picture);
        byte[] segment = Element([0x18, 0x53, 0x80, 0x67], info, Element([0x16, 0x54, 0xAE, 0x6B], track));
        return [.. header, .. segment];
    }

    private static byte[] Text(byte[] id, string text) => Element(id, Encoding.ASCII.GetBytes(text));

    private static byte[] Number(byte[] id, byte number) => Element(id, [number]);

    /// <summary>An id, the length in two bytes, and what is in the element.</summary>
    private static byte[] Element(byte[] id, params byte[][] parts)
    {
        byte[] content = [];
        foreach (byte[] part in parts)
        {
            content = [.. content, .. part];
        }

        var element = new MemoryStream();
        element.Write(id);
        element.Write([(byte)(0x40 | (content.Length >> 8)), (byte)content.Length]);
        element.Write(content);
        return element.ToArray();
    }
}
