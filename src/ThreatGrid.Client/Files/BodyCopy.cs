using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;

namespace ThreatGrid.Client.Files;

/// <summary>Copies the body of an answer, hashing it on the way. Refuses bodies that are an error page.</summary>
internal static class BodyCopy
{
    private const int BufferSize = 81920;

    /// <summary>Copies and closes nothing but what it opened; gives length and SHA-256.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="target">Where to; starts empty for each try.</param>
    /// <param name="refuseMarkup">Whether a body that begins with markup cannot be what was asked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UnexpectedAnswerException">The body is a web page or empty.</exception>
    public static async Task<(long Length, string Sha256)> ToAsync(ApiAnswer answer, Stream target, bool refuseMarkup, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        long length = 0;
        int read;
        while ((read = await answer.Body.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (length == 0 && IsErrorPage(answer, buffer.AsSpan(0, read), refuseMarkup))
            {
                throw new UnexpectedAnswerException("The server answered with a web page or an error in place of the file.")
                {
                    ServerMessage = answer.Engine.Redactor.Excerpt(Encoding.UTF8.GetString(buffer, 0, Math.Min(read, 4096)), 200),
                    RecommendedAction = "Check -Server, and that the file exists. Nothing was written.",
                };
            }

            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer, 0, read, cancellationToken).ConfigureAwait(false);
            length += read;
        }

#pragma warning disable CA1308 // Hashes are written in lower case everywhere.
        return (length, BitConverter.ToString(hash.GetHashAndReset()).Replace("-", string.Empty).ToLowerInvariant());
#pragma warning restore CA1308
    }

    private static bool IsErrorPage(ApiAnswer answer, ReadOnlySpan<byte> start, bool refuseMarkup)
    {
        string text = Encoding.UTF8.GetString(start.Slice(0, Math.Min(start.Length, 512)).ToArray()).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        bool isHtml = text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
        bool isError = text.StartsWith("{", StringComparison.Ordinal) && ApiError.ReadMessage(Encoding.UTF8.GetString(start.ToArray())) is not null;
        return isHtml || isError || (refuseMarkup && (text.StartsWith("<", StringComparison.Ordinal) || answer.MediaType == "text/html"));
    }
}
