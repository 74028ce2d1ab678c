using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>A download from memory, in one or more pieces.</summary>
internal sealed class MemoryBody : DownloadBody
{
    private readonly ReadOnlyMemory<byte>[] _pieces;

    public MemoryBody(params ReadOnlyMemory<byte>[] pieces)
    {
        _pieces = pieces;
        Length = pieces.Sum(p => (long)p.Length);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            hash.AppendData(piece.Span);
        }

        ETag = '"' + Convert.ToHexStringLower(hash.GetHashAndReset()) + '"';
    }

    public override long Length { get; }

    public override string ETag { get; }

    public override async Task WriteAsync(Stream stream, long from, long count, CancellationToken cancellation)
    {
        foreach (ReadOnlyMemory<byte> piece in _pieces)
        {
            if (from >= piece.Length)
            {
                from -= piece.Length;
                continue;
            }

            int length = (int)Math.Min(count, piece.Length - from);
            await stream.WriteAsync(piece.Slice((int)from, length), cancellation);
            from = 0;
            count -= length;
        }
    }
}
