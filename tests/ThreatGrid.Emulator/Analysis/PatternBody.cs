using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>A download of any size that is nowhere held: a head, then bytes computed from where they stand.</summary>
internal sealed class PatternBody(byte[] head, long count, string name) : DownloadBody
{
    // Prime, so that a piece put in the wrong place shows.
    private const int BlockLength = 65_521;

    private static readonly byte[] Block = ArtifactContent.Make("pattern", FileKind.Data, BlockLength);

    public override long Length => head.Length + count;

    public override string ETag => $"\"{name}-{count}\"";

    public override async Task WriteAsync(Stream stream, long from, long count, CancellationToken cancellation)
    {
        if (from < head.Length && count > 0)
        {
            int length = (int)Math.Min(count, head.Length - from);
            await stream.WriteAsync(head.AsMemory((int)from, length), cancellation);
            from += length;
            count -= length;
        }

        while (count > 0)
        {
            int at = (int)((from - head.Length) % BlockLength);
            int length = (int)Math.Min(count, BlockLength - at);
            await stream.WriteAsync(Block.AsMemory(at, length), cancellation);
            from += length;
            count -= length;
        }
    }
}
