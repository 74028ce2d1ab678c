using System;
using System.IO;
using System.IO.Compression;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;

namespace ThreatGrid.Client.Archives;

/// <summary>Unpacked content whose end is only reached where its length and checksum are those of the directory.</summary>
internal sealed class CheckedMemberStream(ZipMember member, Stream content, ReadingStream raw) : ReadingStream
{
    private long _count;
    private uint _crc;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int read = await UnpackAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        _count += read;
        if (_count > member.Length)
        {
            throw new InvalidDataException($"'{member.Name}' unpacks to more than the {member.Length:N0} bytes that the archive says.");
        }

        _crc = Crc32.Append(_crc, buffer, offset, read);
        if (read == 0 && count > 0)
        {
            await CheckEndAsync(cancellationToken).ConfigureAwait(false);
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            raw.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Runtimes differ in what they throw for content that is not what it should be.</summary>
    private async Task<int> UnpackAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (InvalidDataException or OperationCanceledException) && content is DeflateStream)
        {
            throw new InvalidDataException($"'{member.Name}' cannot be unpacked: {e.Message}", e);
        }
    }

    private async Task CheckEndAsync(CancellationToken cancellationToken)
    {
        // The authentication code lies behind all packed bytes, of which the last may not have been needed.
        var rest = new byte[512];
        while (await raw.ReadAsync(rest, 0, rest.Length, cancellationToken).ConfigureAwait(false) > 0)
        {
        }

        if (_count < member.Length)
        {
            throw new InvalidDataException($"'{member.Name}' unpacks to {_count:N0} bytes; the archive says {member.Length:N0}.");
        }

        if (member.Aes is not { HasCrc: false } && _crc != member.Crc)
        {
            throw new InvalidDataException($"The content of '{member.Name}' is damaged: its checksum is wrong.");
        }
    }
}
