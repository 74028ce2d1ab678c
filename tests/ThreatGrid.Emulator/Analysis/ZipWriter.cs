using System;
using System.Buffers;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>Writes a zip file whose entries a password protects; the one of the framework cannot.</summary>
internal sealed class ZipWriter(string? password, DateTime time)
{
    private const ushort Version = 20;
    private const ushort Utf8Names = 1 << 11;
    private const ushort Encrypted = 1;
    private const ushort Deflated = 8;

    private readonly ArrayBufferWriter<byte> _zip = new();
    private readonly ArrayBufferWriter<byte> _directory = new();
    private ushort _entries;

    public void Add(string name, byte[] content)
    {
        byte[] nameBytes = Encoding.UTF8.GetBytes(name);
        uint crc = Crc32.Of(content);
        byte[] packed = Pack(content, crc);
        uint offset = (uint)_zip.WrittenCount;
        byte[] common = Common(crc, (uint)packed.Length, (uint)content.Length, (ushort)nameBytes.Length);
        Write(_zip, 0x04034B50);
        _zip.Write(common);
        _zip.Write(nameBytes);
        _zip.Write(packed);

        Write(_directory, 0x02014B50);
        Write(_directory, Version);
        _directory.Write(common);
        _directory.Write(new byte[10]);
        Write(_directory, offset);
        _directory.Write(nameBytes);
        _entries++;
    }

    public byte[] Finish()
    {
        uint start = (uint)_zip.WrittenCount;
        _zip.Write(_directory.WrittenSpan);
        Write(_zip, 0x06054B50);
        Write(_zip, 0u);
        Write(_zip, _entries);
        Write(_zip, _entries);
        Write(_zip, (uint)_directory.WrittenCount);
        Write(_zip, start);
        Write(_zip, (ushort)0);
        return _zip.WrittenSpan.ToArray();
    }

    /// <summary>What both headers of an entry have, up to the lengths of name and extra field.</summary>
    private byte[] Common(uint crc, uint packedLength, uint length, ushort nameLength)
    {
        var header = new ArrayBufferWriter<byte>();
        Write(header, Version);
        Write(header, (ushort)(Utf8Names | (password is null ? 0 : Encrypted)));
        Write(header, Deflated);
        Write(header, (ushort)((time.Hour << 11) | (time.Minute << 5) | (time.Second / 2)));
        Write(header, (ushort)((Math.Max(0, time.Year - 1980) << 9) | (time.Month << 5) | time.Day));
        Write(header, crc);
        Write(header, packedLength);
        Write(header, length);
        Write(header, nameLength);
        Write(header, (ushort)0);
        return header.WrittenSpan.ToArray();
    }

    private byte[] Pack(byte[] content, uint crc)
    {
        var packed = new MemoryStream();
        if (password is not null)
        {
            packed.Write(new byte[ZipCipher.HeaderLength]);
        }

        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(content);
        }

        byte[] bytes = packed.ToArray();
        if (password is not null)
        {
            // A random header would make two downloads differ, and none could be resumed; its last byte checks the password.
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, Chance.Of(crc, "zip").Draw());
            bytes[ZipCipher.HeaderLength - 1] = (byte)(crc >> 24);
            new ZipCipher(Encoding.ASCII.GetBytes(password)).Encrypt(bytes);
        }

        return bytes;
    }

    private static void Write(ArrayBufferWriter<byte> buffer, uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        buffer.Write(bytes);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, ushort value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        buffer.Write(bytes);
    }
}
