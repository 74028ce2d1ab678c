using System;
using System.IO;
using System.IO.Compression;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.Client.Http;

/// <summary>
/// A body that came packed by gzip. Its end is only reached where all of it came: the class of .NET takes one that was cut for whole. At its end a
/// gzip says how long it is unpacked.
/// </summary>
internal sealed class UnpackedStream : ReadingStream
{
    private readonly PackedStream _packed;
    private readonly GZipStream _unpacking;
    private readonly Connection _connection;
    private uint _length;

    public UnpackedStream(Stream packed, Connection connection)
    {
        _packed = new PackedStream(packed);
        _unpacking = new GZipStream(_packed, CompressionMode.Decompress);
        _connection = connection;
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        _packed.Cancellation = cancellationToken;
        try
        {
            int read = await _unpacking.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
            _length += (uint)read;
            if (read == 0 && count > 0 && await _packed.StatedLengthAsync().ConfigureAwait(false) is { } stated && stated != _length)
            {
                throw new InvalidDataException("its end is missing.");
            }

            return read;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new ConnectionFailedException($"The packed answer of '{_connection.Server.Authority}' is broken: {e.Message}", e)
            {
                IsTransient = true,
                RecommendedAction = "Try again. If it goes on, look at the network between here and the server.",
            };
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacking.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>What is unpacked, and the last bytes of it.</summary>
    private sealed class PackedStream(Stream inner) : ReadingStream
    {
        private const int LengthBytes = 4;

        private readonly byte[] _last = new byte[LengthBytes];
        private long _count;

        /// <summary>.NET Framework reads what it unpacks without the token that it was given.</summary>
        public CancellationToken Cancellation { get; set; }

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            int read = await inner.ReadAsync(buffer, offset, count, Cancellation).ConfigureAwait(false);
            int kept = Math.Min(read, LengthBytes);
            Buffer.BlockCopy(_last, kept, _last, 0, LengthBytes - kept);
            Buffer.BlockCopy(buffer, offset + read - kept, _last, LengthBytes - kept, kept);
            _count += read;
            return read;
        }

        /// <summary>The length that stands at the end, by 32 bits; null where nothing came.</summary>
        public async Task<uint?> StatedLengthAsync()
        {
            var rest = new byte[512];
            while (await ReadAsync(rest, 0, rest.Length, Cancellation).ConfigureAwait(false) > 0)
            {
            }

            return _count == 0 ? null : BitConverter.ToUInt32(_last, 0);
        }
    }
}
