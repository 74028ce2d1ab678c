using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;

namespace ThreatGrid.Client.Files;

/// <summary>Copies the body of an answer, hashing it on the way. What its first bytes are is looked at before any is written.</summary>
internal static class BodyCopy
{
    /// <summary>How many bytes are looked at.</summary>
    private const int InspectedLength = 4096;

    private const int ProgressStep = 1 << 20;

    /// <summary>What to do where a web page or an error stands in place of a file.</summary>
    public const string PageAction = "Check -Server, and that the file exists. Nothing was written.";

    /// <summary>Copies and closes nothing but what it opened; gives length and SHA-256.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="target">Where to; starts empty for each try.</param>
    /// <param name="refuseMarkup">Whether a body that begins with markup cannot be what was asked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="isJson">Whether it is JSON, which must come to its end.</param>
    /// <exception cref="UnexpectedAnswerException">The body is a web page, an error, or cut.</exception>
    public static async Task<(long Length, string Sha256)> ToAsync(ApiAnswer answer, Stream target, bool refuseMarkup, CancellationToken cancellationToken, bool isJson = false)
    {
        using var digest = new ContentDigest(isJson);
        long length = await ToAsync(answer, target, digest, start => ErrorPage.Refuse(answer, start, PageAction, refuseMarkup), static _ => { }, cancellationToken).ConfigureAwait(false);
        return (length, digest.Finish());
    }

    /// <summary>Copies, and looks at the first bytes before any is written.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="target">Where to.</param>
    /// <param name="digest">Takes all bytes.</param>
    /// <param name="inspect">Throws where the first bytes are not what was asked for; null where the body goes on in the middle.</param>
    /// <param name="progress">Is told how many bytes have come.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<long> ToAsync(ApiAnswer answer, Stream target, ContentDigest digest, Action<byte[]>? inspect, Action<long> progress, CancellationToken cancellationToken)
    {
        // Two buffers: while one is written, the next is read and hashed.
        byte[] buffer = new byte[Hashing.BufferSize];
        byte[] other = new byte[Hashing.BufferSize];
        int filled = inspect is null ? 0 : await FillAsync(answer.Body, buffer, cancellationToken).ConfigureAwait(false);
        inspect?.Invoke(buffer.AsSpan(0, Math.Min(filled, InspectedLength)).ToArray());
        long length = 0;
        long told = 0;
        Task written = Task.CompletedTask;
        try
        {
            while (filled > 0 || (filled = await answer.Body.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
            {
                await written.ConfigureAwait(false);
                written = target.WriteAsync(buffer, 0, filled, cancellationToken);
                digest.Append(buffer, filled);
                (buffer, other) = (other, buffer);
                length += filled;
                filled = 0;
                if (length - told >= ProgressStep)
                {
                    told = length;
                    progress(length);
                }
            }
        }
        finally
        {
            // Nobody may use the file while a part of it is still on its way.
            await written.ConfigureAwait(false);
        }

        return length;
    }

    private static async Task<int> FillAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        int filled = 0;
        int read;
        while (filled < InspectedLength && (read = await body.ReadAsync(buffer, filled, buffer.Length - filled, cancellationToken).ConfigureAwait(false)) > 0)
        {
            filled += read;
        }

        return filled;
    }
}
