using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.Client.Files;

/// <summary>Hashes of streams, in the form everybody writes them.</summary>
internal static class Hashing
{
    public const int BufferSize = 81920;

    public static async Task AppendAsync(IncrementalHash hash, Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        int read;
        while ((read = await stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            hash.AppendData(buffer, 0, read);
        }
    }

    /// <summary>The hash so far, lower-case hexadecimal.</summary>
    public static string Finish(IncrementalHash hash) => Hex.Of(hash.GetHashAndReset());
}
