using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Files;

/// <summary>What a file is looked at for while it comes: its SHA-256 and, of JSON, whether it came to its end.</summary>
internal sealed class ContentDigest(bool isJson) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private JsonExtent _extent;

    /// <summary>Whether it ends before its JSON does: cut by a server or a proxy that says it is whole.</summary>
    public bool IsCut => isJson && !_extent.IsWhole;

    public void Append(byte[] buffer, int count)
    {
        _hash.AppendData(buffer, 0, count);
        if (isJson)
        {
            _extent.Append(buffer.AsSpan(0, count));
        }
    }

    public async Task AppendAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[Hashing.BufferSize];
        int read;
        while ((read = await stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            Append(buffer, read);
        }
    }

    /// <summary>The SHA-256, lower-case hexadecimal.</summary>
    /// <exception cref="UnexpectedAnswerException">The JSON is cut.</exception>
    public string Finish()
        => IsCut
            ? throw new UnexpectedAnswerException("The file ends before its JSON does.")
            {
                IsTransient = true,
                RecommendedAction = "Nothing was written. Try again; if it goes on, something between here and the server cuts answers.",
            }
            : Hashing.Finish(_hash);

    public void Dispose() => _hash.Dispose();
}
