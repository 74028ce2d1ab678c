using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Files;

namespace ThreatGrid.Client.Samples;

/// <summary>The file of a submission: streamed from where it is, hashed on its way out.</summary>
internal sealed class FileContent(UploadSource source) : HttpContent
{
    /// <summary>Bytes that have left.</summary>
    public long BytesSent { get; private set; }

    /// <summary>The SHA-256 of what has left; null until all has.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>Set where the source failed, not the network.</summary>
    public Exception? SourceFailure { get; private set; }

    public Action? Moved { get; set; }

    protected override bool TryComputeLength(out long length)
    {
        length = source.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => CopyAsync(stream, CancellationToken.None);

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) => CopyAsync(stream, cancellationToken);
#endif

    private async Task CopyAsync(Stream target, CancellationToken cancellationToken)
    {
        using Stream file = Guard(source.Open);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Hashing.BufferSize];
        while (true)
        {
            int read = await GuardAsync(() => file.ReadAsync(buffer, 0, buffer.Length, cancellationToken)).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            if (BytesSent + read > source.Length)
            {
                throw Fail(new IOException("The file grew while it was sent."));
            }

            Task written = target.WriteAsync(buffer, 0, read, cancellationToken);
            hash.AppendData(buffer, 0, read);
            await written.ConfigureAwait(false);
            BytesSent += read;
            Moved?.Invoke();
        }

        if (BytesSent < source.Length)
        {
            throw Fail(new IOException("The file became shorter while it was sent."));
        }

        Sha256 = Hashing.Finish(hash);
    }

    private Stream Guard(Func<Stream> open)
    {
        try
        {
            return open();
        }
        catch (Exception e)
        {
            SourceFailure = e;
            throw;
        }
    }

    private async Task<int> GuardAsync(Func<Task<int>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            SourceFailure = e;
            throw;
        }
    }

    private Exception Fail(Exception failure)
    {
        SourceFailure = failure;
        return failure;
    }
}
