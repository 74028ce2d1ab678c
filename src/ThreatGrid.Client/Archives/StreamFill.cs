using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.Client.Archives;

/// <summary>Reads exactly as many bytes as a buffer has.</summary>
internal static class StreamFill
{
    public static void Fill(this Stream stream, byte[] buffer) => stream.FillAsync(buffer, CancellationToken.None).GetAwaiter().GetResult();

    /// <exception cref="InvalidDataException">The stream ends before.</exception>
    public static async Task FillAsync(this Stream stream, byte[] buffer, CancellationToken cancellationToken)
    {
        int filled = 0;
        while (filled < buffer.Length)
        {
            int read = await stream.ReadAsync(buffer, filled, buffer.Length - filled, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new InvalidDataException("A member of the archive is too short for its encryption.");
            }

            filled += read;
        }
    }
}
