using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>What is downloaded, of any size.</summary>
internal abstract class DownloadBody
{
    public abstract long Length { get; }

    /// <summary>With its quotes; the same as long as the bytes are the same.</summary>
    public abstract string ETag { get; }

    public abstract Task WriteAsync(Stream stream, long from, long count, CancellationToken cancellation);
}
