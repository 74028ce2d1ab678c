using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.Client.Tests.Testing;

/// <summary>A body that arrives in pieces of the given sizes, in turn.</summary>
internal sealed class ChunkedStream(byte[] bytes, params int[] sizes) : Stream
{
    private int _at;
    private int _turn;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => bytes.Length;

    public override long Position
    {
        get => _at;
        set => throw new NotSupportedException();
    }

    /// <summary>The body in two pieces, cut at a position.</summary>
    public static ChunkedStream SplitAt(byte[] bytes, int position) => new(bytes, Math.Max(1, position), int.MaxValue);

    public override int Read(byte[] buffer, int offset, int count)
    {
        int size = sizes.Length == 0 ? int.MaxValue : sizes[Math.Min(_turn++, sizes.Length - 1)];
        int taken = Math.Min(Math.Min(size, count), bytes.Length - _at);
        Buffer.BlockCopy(bytes, _at, buffer, offset, taken);
        _at += taken;
        return taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => Task.FromResult(Read(buffer, offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
