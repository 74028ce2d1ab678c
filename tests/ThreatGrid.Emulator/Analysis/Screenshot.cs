using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>A small picture of a desktop, as PNG.</summary>
internal static class Screenshot
{
    private const int Width = 160;
    private const int Height = 90;

    public static byte[] Of(AnalysisPlan plan)
    {
        var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        header[8] = 8; // bits of a channel
        header[9] = 2; // red, green and blue
        AddChunk(png, "IHDR", header);
        AddChunk(png, "IDAT", Pixels(plan));
        AddChunk(png, "IEND", []);
        return png.ToArray();
    }

    private static byte[] Pixels(AnalysisPlan plan)
    {
        Chance chance = plan.Draws("screenshot");
        byte[] desktop = [(byte)chance.Below(80), (byte)chance.Below(120), (byte)chance.Between(120, 255)];
        byte[] window = [240, 240, 240];
        int left = chance.Between(10, 50);
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < Height; y++)
            {
                zlib.WriteByte(0);
                for (int x = 0; x < Width; x++)
                {
                    zlib.Write(x > left && x < left + 90 && y is > 15 and < 70 ? window : desktop);
                }
            }
        }

        return packed.ToArray();
    }

    private static void AddChunk(MemoryStream png, string type, byte[] data)
    {
        byte[] chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Crc32.Of(chunk.AsSpan(4, data.Length + 4)));
        png.Write(chunk);
    }
}
