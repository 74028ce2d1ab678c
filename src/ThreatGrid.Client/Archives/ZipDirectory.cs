using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace ThreatGrid.Client.Archives;

/// <summary>Reads the directory at the end of a ZIP archive, ZIP64 included.</summary>
internal static class ZipDirectory
{
    private const uint EndMark = 0x06054B50;
    private const uint End64Mark = 0x06064B50;
    private const uint Locator64Mark = 0x07064B50;
    private const uint EntryMark = 0x02014B50;
    private const uint HeaderMark = 0x04034B50;
    private const int EndLength = 22;
    private const int LocatorLength = 20;
    private const int HeaderLength = 30;
    private const int AesMethod = 99;
    private const ushort Zip64Field = 0x0001;
    private const ushort AesField = 0x9901;

    private const int IsEncrypted = 1;
    private const int HasDescriptor = 1 << 3;
    private const int IsStronglyEncrypted = 1 << 6;
    private const int IsUtf8 = 1 << 11;

    /// <exception cref="InvalidDataException">It is no ZIP archive, or is broken.</exception>
    public static List<ZipMember> Read(Stream stream)
    {
        try
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            (long count, long at) = ReadEnd(reader);
            ZipLimits.CheckCount(count);
            var members = new List<ZipMember>();
            GoTo(reader, at);
            for (long i = 0; i < count; i++)
            {
                members.Add(ReadEntry(reader));
            }

            foreach (ZipMember member in members)
            {
                LocateData(reader, member);
            }

            return members;
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The ZIP archive is broken: its directory points outside of it.", e);
        }
    }

    private static (long Count, long At) ReadEnd(BinaryReader reader)
    {
        long endAt = FindEnd(reader.BaseStream);
        GoTo(reader, endAt + 8);
        _ = reader.ReadUInt16();
        long count = reader.ReadUInt16();
        _ = reader.ReadUInt32();
        long at = reader.ReadUInt32();
        if ((count == ushort.MaxValue || at == uint.MaxValue) && endAt >= LocatorLength)
        {
            GoTo(reader, endAt - LocatorLength);
            if (reader.ReadUInt32() == Locator64Mark)
            {
                _ = reader.ReadUInt32();
                GoTo(reader, checked((long)reader.ReadUInt64()));
                Expect(reader, End64Mark);
                reader.BaseStream.Position += 28;
                count = checked((long)reader.ReadUInt64());
                _ = reader.ReadUInt64();
                at = checked((long)reader.ReadUInt64());
            }
        }

        return (count, at);
    }

    /// <summary>The end record is followed by a comment of unknown length, so that it is searched from behind.</summary>
    private static long FindEnd(Stream stream)
    {
        int length = (int)Math.Min(stream.Length, EndLength + ushort.MaxValue);
        var tail = new byte[length];
        stream.Position = stream.Length - length;
        int filled = 0;
        int read;
        while (filled < length && (read = stream.Read(tail, filled, length - filled)) > 0)
        {
            filled += read;
        }

        for (int i = filled - EndLength; i >= 0; i--)
        {
            if (BitConverter.ToUInt32(tail, i) == EndMark && i + EndLength + BitConverter.ToUInt16(tail, i + EndLength - 2) <= filled)
            {
                return stream.Length - length + i;
            }
        }

        throw new InvalidDataException("The ZIP archive is broken: its directory is missing, so it was probably cut off.");
    }

    private static ZipMember ReadEntry(BinaryReader reader)
    {
        Expect(reader, EntryMark);
        _ = reader.ReadUInt32();
        int flags = reader.ReadUInt16();
        int method = reader.ReadUInt16();
        int time = reader.ReadUInt16();
        _ = reader.ReadUInt16();
        uint crc = reader.ReadUInt32();
        long compressed = reader.ReadUInt32();
        long length = reader.ReadUInt32();
        int nameLength = reader.ReadUInt16();
        int extraLength = reader.ReadUInt16();
        int commentLength = reader.ReadUInt16();
        _ = reader.ReadUInt64();
        long headerAt = reader.ReadUInt32();
        byte[] name = reader.ReadBytes(nameLength);
        byte[] extra = reader.ReadBytes(extraLength);
        reader.BaseStream.Position += commentLength;

        if (Find(extra, Zip64Field) is { } zip64)
        {
            using var sizes = new BinaryReader(new MemoryStream(zip64));
            length = length == uint.MaxValue ? checked((long)sizes.ReadUInt64()) : length;
            compressed = compressed == uint.MaxValue ? checked((long)sizes.ReadUInt64()) : compressed;
            headerAt = headerAt == uint.MaxValue ? checked((long)sizes.ReadUInt64()) : headerAt;
        }

        ZipAesHeader? aes = method == AesMethod ? ReadAes(extra, out method) : null;
        return new ZipMember
        {
            Name = NameOf(name, (flags & IsUtf8) != 0),
            Length = length,
            CompressedLength = compressed,
            IsEncrypted = (flags & IsEncrypted) != 0,
            IsStronglyEncrypted = (flags & IsStronglyEncrypted) != 0,
            Method = method,
            Crc = crc,
            PasswordCheck = (byte)((flags & HasDescriptor) != 0 ? time >> 8 : (int)(crc >> 24)),
            Aes = aes,
            HeaderAt = headerAt,
        };
    }

    /// <summary>A member's own header says where its bytes begin, and must not say something else about its protection.</summary>
    private static void LocateData(BinaryReader reader, ZipMember member)
    {
        GoTo(reader, member.HeaderAt);
        Expect(reader, HeaderMark);
        _ = reader.ReadUInt16();
        if (((reader.ReadUInt16() & IsEncrypted) != 0) != member.IsEncrypted)
        {
            throw new InvalidDataException($"The ZIP archive contradicts itself on whether '{member.Name}' is encrypted.");
        }

        GoTo(reader, member.HeaderAt + 26);
        int nameLength = reader.ReadUInt16();
        int extraLength = reader.ReadUInt16();
        member.DataAt = member.HeaderAt + HeaderLength + nameLength + extraLength;
        if (member.CompressedLength > reader.BaseStream.Length - member.DataAt)
        {
            throw new EndOfStreamException();
        }
    }

    private static ZipAesHeader ReadAes(byte[] extra, out int method)
    {
        byte[]? field = Find(extra, AesField);
        if (field is null || field.Length < 7 || field[4] is < 1 or > 3)
        {
            throw new InvalidDataException("The ZIP archive is broken: the header of its encryption is missing.");
        }

        method = BitConverter.ToUInt16(field, 5);
        return new ZipAesHeader(KeyLength: 8 + (8 * field[4]), HasCrc: BitConverter.ToUInt16(field, 0) == 1);
    }

    private static byte[]? Find(byte[] extra, ushort field)
    {
        int at = 0;
        while (at + 4 <= extra.Length)
        {
            int length = BitConverter.ToUInt16(extra, at + 2);
            if (at + 4 + length > extra.Length)
            {
                return null;
            }

            if (BitConverter.ToUInt16(extra, at) == field)
            {
                var value = new byte[length];
                Array.Copy(extra, at + 4, value, 0, length);
                return value;
            }

            at += 4 + length;
        }

        return null;
    }

    /// <summary>Names without the mark of UTF-8 are in it all the same, or in the code page of DOS.</summary>
    private static string NameOf(byte[] name, bool isUtf8)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: !isUtf8).GetString(name);
        }
        catch (DecoderFallbackException)
        {
            return DosEncoding().GetString(name);
        }
    }

    private static Encoding DosEncoding()
    {
        const int DosCodePage = 437;
#if NET
        return CodePagesEncodingProvider.Instance.GetEncoding(DosCodePage) ?? Encoding.Latin1;
#else
        return Encoding.GetEncoding(DosCodePage);
#endif
    }

    /// <summary>Systems differ in what becomes of a place that no file has.</summary>
    private static void GoTo(BinaryReader reader, long place)
    {
        if (place < 0 || place > reader.BaseStream.Length)
        {
            throw new EndOfStreamException();
        }

        reader.BaseStream.Position = place;
    }

    private static void Expect(BinaryReader reader, uint mark)
    {
        if (reader.ReadUInt32() != mark)
        {
            throw new InvalidDataException("The ZIP archive is broken: its directory points at something else.");
        }
    }
}
