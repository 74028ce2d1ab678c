using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.Client.Http;

/// <summary>
/// A text body in which the connection's key, should the server echo it, reads as asterisks of the same length. What the
/// reader sees can then be parsed, shown and saved without a thought.
/// </summary>
internal sealed class KeyMaskingStream(Stream inner, string key) : ReadingStream
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);
    private byte[] _held = [];
    private byte[] _ready = [];
    private int _given;

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        const int OwnBuffer = 4096;
        if (_given == _ready.Length)
        {
            if (count > _key.Length)
            {
                return await ReadMaskedAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
            }

            // The key would not fit into what the reader offers, and pieces of it must not leave.
            var own = new byte[OwnBuffer + _key.Length];
            int read = await ReadMaskedAsync(own, 0, own.Length, cancellationToken).ConfigureAwait(false);
            _ready = own.AsSpan(0, read).ToArray();
            _given = 0;
        }

        int given = Math.Min(count, _ready.Length - _given);
        Array.Copy(_ready, _given, buffer, offset, given);
        _given += given;
        return given;
    }

    /// <summary>Reads into a buffer that is longer than the key.</summary>
    private async Task<int> ReadMaskedAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            int held = _held.Length;
            int read = await inner.ReadAsync(buffer, offset + held, count - held, cancellationToken).ConfigureAwait(false);
            _held.CopyTo(buffer, offset);
            _held = [];
            int total = held + read;
            MaskWhole(buffer.AsSpan(offset, total));
            if (read == 0)
            {
                return total;
            }

            // A key may begin at the end of what was read: those bytes wait for the next read.
            int tail = BeginningAtEnd(buffer.AsSpan(offset, total));
            if (tail > 0)
            {
                _held = buffer.AsSpan(offset + total - tail, tail).ToArray();
                total -= tail;
            }

            if (total > 0)
            {
                return total;
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    [MethodImpl(HotPath.Optimized)]
    private void MaskWhole(Span<byte> bytes)
    {
        if (_key.Length == 0)
        {
            return;
        }

        for (int at = bytes.IndexOf(_key); at >= 0; at = bytes.IndexOf(_key))
        {
            bytes.Slice(at, _key.Length).Fill((byte)'*');
            bytes = bytes.Slice(at + _key.Length);
        }
    }

    private int BeginningAtEnd(ReadOnlySpan<byte> bytes)
    {
        for (int length = Math.Min(_key.Length - 1, bytes.Length); length > 0; length--)
        {
            if (bytes.Slice(bytes.Length - length).SequenceEqual(_key.AsSpan(0, length)))
            {
                return length;
            }
        }

        return 0;
    }
}
