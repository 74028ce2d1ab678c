using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;

namespace ThreatGrid.Client.Archives;

/// <summary>A member of an archive that is opened for this member alone, and closed with it.</summary>
internal sealed class MemberStream(Stream content, ZipFileReader owner) : ReadingStream
{
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => content.ReadAsync(buffer, offset, count, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            owner.Dispose();
        }

        base.Dispose(disposing);
    }
}
