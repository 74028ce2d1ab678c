using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;

namespace ThreatGrid.Client.Archives;

/// <summary>A part of a stream that has a stream's end.</summary>
internal sealed class SliceStream : ReadingStream
{
    private readonly Stream _inner;
    private long _left;

    public SliceStream(Stream inner, long from, long length)
    {
        _inner = inner;
        _inner.Position = from;
        _left = length;
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int wanted = (int)Math.Min(count, _left);
        if (wanted == 0)
        {
            return 0;
        }

        int read = await _inner.ReadAsync(buffer, offset, wanted, cancellationToken).ConfigureAwait(false);
        if (read == 0)
        {
            throw new InvalidDataException("The archive ends before its member does.");
        }

        _left -= read;
        return read;
    }
}
