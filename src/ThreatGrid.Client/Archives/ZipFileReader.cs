using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using ThreatGrid.Client.Http;

namespace ThreatGrid.Client.Archives;

/// <summary>
/// A ZIP archive that is read member by member, one at a time, and never onto the disk. It knows both encryptions of malware archives and
/// checks what it unpacks; the class of .NET knows neither and gives garbage for an encrypted member.
/// </summary>
internal sealed class ZipFileReader : IDisposable
{
    private const int Stored = 0;
    private const int Deflated = 8;

    private readonly Stream _stream;
    private readonly bool _leaveOpen;

    /// <param name="stream">A seekable stream.</param>
    /// <param name="leaveOpen">Whether the stream belongs to somebody else.</param>
    /// <exception cref="InvalidDataException">It is no ZIP archive, or is broken.</exception>
    public ZipFileReader(Stream stream, bool leaveOpen = false)
    {
        (_stream, _leaveOpen) = (stream, leaveOpen);
        try
        {
            Members = ZipDirectory.Read(stream);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<ZipMember> Members { get; }

    /// <summary>The content of a member. Its end is only reached where length and checksum are right.</summary>
    /// <exception cref="InvalidDataException">It can't be unpacked, or needs another password.</exception>
    public Stream Open(ZipMember member, string? password)
    {
        if (member.Method is not Stored and not Deflated)
        {
            throw new InvalidDataException($"'{member.Name}' is packed with method {member.Method}, which cannot be unpacked here.");
        }

        ReadingStream raw = new SliceStream(_stream, member.DataAt, member.CompressedLength);
        if (member.IsEncrypted)
        {
            raw = Decrypt(member, raw, password);
        }

        Stream content = member.Method == Stored ? raw : new DeflateStream(raw, CompressionMode.Decompress);
        return new CheckedMemberStream(member, content, raw);
    }

    public void Dispose()
    {
        if (!_leaveOpen)
        {
            _stream.Dispose();
        }
    }

    private static ReadingStream Decrypt(ZipMember member, ReadingStream raw, string? password)
    {
        if (member.IsStronglyEncrypted)
        {
            throw new InvalidDataException($"'{member.Name}' is encrypted in a way of PKWARE that cannot be read here.");
        }

        if (string.IsNullOrEmpty(password))
        {
            throw new InvalidDataException($"'{member.Name}' is encrypted, and no password was given.");
        }

        return member.Aes is { } aes ? new ZipAesStream(member, aes, raw, password!) : new ZipCryptoStream(member, raw, password!);
    }
}
