using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Files;

namespace ThreatGrid.Client.Samples;

/// <summary>What is to be submitted: a file, a member of an archive, or a URL. A stream is opened anew for each try.</summary>
internal sealed class UploadSource
{
    private readonly Func<Stream>? _open;

    private UploadSource(string input, Func<Stream>? open) => (Input, _open) = (input, open);

    /// <summary>What the user gave: path, URL, or <c>archive|member</c>.</summary>
    public string Input { get; }

    /// <summary>The name to send, never a path.</summary>
    public string FileName { get; private init; } = string.Empty;

    public long Length { get; private init; }

    public string? Url { get; private init; }

    public static UploadSource OfFile(string path, string? fileName)
    {
        var file = new FileInfo(path);
        return new UploadSource(path, () => OpenShared(path)) { FileName = fileName ?? file.Name, Length = file.Length };
    }

    public static UploadSource OfMember(string archive, string member, string fileName, long length, Func<Stream> open)
        => new(archive + "|" + member, open) { FileName = fileName, Length = length };

    public static UploadSource OfUrl(string url) => new(url, null) { Url = url };

    /// <summary>A file may be open elsewhere, for writing too: quarantine folders are never still.</summary>
    public static FileStream OpenShared(string path)
        => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, Hashing.BufferSize, useAsync: true);

    public Stream Open() => _open!();

    /// <summary>Reads it once for its SHA-256.</summary>
    public async Task<string> ComputeSha256Async(CancellationToken cancellationToken)
    {
        using Stream stream = Open();
        using var digest = new ContentDigest(isJson: false);
        await digest.AppendAsync(stream, cancellationToken).ConfigureAwait(false);
        return digest.Finish();
    }
}
