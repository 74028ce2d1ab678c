using System;
using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Files;

namespace ThreatGrid.Client.Files;

/// <summary>
/// Downloads a file: looks at its first bytes before any is written, counts what came, and where the server names versions goes on
/// with what broke off instead of starting again.
/// </summary>
internal sealed class Downloader(ApiClient client, AtomicFile file)
{
    /// <summary>Downloads into the file; gives its whole length and SHA-256.</summary>
    /// <param name="path">What to ask for.</param>
    /// <param name="inspect">Throws where the first bytes are not what was asked for.</param>
    /// <param name="name">What it is called in the progress.</param>
    /// <param name="isJson">Whether it is JSON, which must come to its end.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UnexpectedAnswerException">It is not what was asked for.</exception>
    public async Task<(long Length, string Sha256)> RunAsync(string path, Action<ApiAnswer, byte[]> inspect, string name, bool isJson, CancellationToken cancellationToken)
    {
        try
        {
            return await RunOnceAsync(path, inspect, name, isJson, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidRequestException e) when (e.StatusCode == (int)HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // Nothing behind what is there: whether that is the whole file nobody can tell without its hash.
            file.Restart();
            return await RunOnceAsync(path, inspect, name, isJson, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<(long Length, string Sha256)> RunOnceAsync(string path, Action<ApiAnswer, byte[]> inspect, string name, bool isJson, CancellationToken cancellationToken)
        => client.SendAsync(
            new ApiRequest(HttpMethod.Get, path) { Prepare = AskForRest },
            async (answer, token) =>
            {
                using var digest = new ContentDigest(isJson);
                long before = await PrepareFileAsync(answer, digest, token).ConfigureAwait(false);
                long? total = before + answer.Response.Content.Headers.ContentLength;
                long came = await BodyCopy.ToAsync(
                    answer,
                    file.Stream,
                    digest,
                    before > 0 ? null : start => inspect(answer, start),
                    read => client.Observer.Progress(Describe(name, before + read, total), total is > 0 ? (int)Math.Min(100, (before + read) * 100 / total.Value) : -1),
                    token).ConfigureAwait(false);
                if (digest.IsCut)
                {
                    // The next try must not go on behind a cut that counts as the end.
                    file.Restart();
                }

                return (before + came, digest.Finish());
            },
            cancellationToken);

    private void AskForRest(HttpRequestMessage message)
    {
        long length = file.Stream.Length;
        if (length > 0 && file.Tag is { } tag && EntityTagHeaderValue.TryParse(tag, out EntityTagHeaderValue? etag))
        {
            message.Headers.Range = new RangeHeaderValue(length, null);
            message.Headers.IfRange = new RangeConditionHeaderValue(etag);
        }
    }

    /// <summary>Brings the file to where the answer goes on; gives that place.</summary>
    private async Task<long> PrepareFileAsync(ApiAnswer answer, ContentDigest digest, CancellationToken cancellationToken)
    {
        long length = file.Stream.Length;
        bool goesOn = answer.Response.StatusCode == HttpStatusCode.PartialContent && answer.Response.Content.Headers.ContentRange?.From == length && length > 0;
        if (!goesOn)
        {
            if (answer.Response.StatusCode == HttpStatusCode.PartialContent)
            {
                file.Restart();
                throw new UnexpectedAnswerException("The server sent a part of the file that was not asked for.") { IsTransient = true };
            }

            file.Restart();
            EntityTagHeaderValue? etag = answer.Response.Headers.ETag;
            file.Tag = etag is { IsWeak: false } ? etag.Tag : null;
            return 0;
        }

        client.Observer.Verbose(string.Format(CultureInfo.InvariantCulture, "The download goes on at byte {0:N0}.", length));
        file.Stream.Position = 0;
        await digest.AppendAsync(file.Stream, cancellationToken).ConfigureAwait(false);
        file.Stream.Position = length;
        return length;
    }

    private static string Describe(string name, long came, long? total)
        => total is { } all
            ? string.Format(CultureInfo.InvariantCulture, "{0}: {1:N1} of {2:N1} MB", name, came / 1048576.0, all / 1048576.0)
            : string.Format(CultureInfo.InvariantCulture, "{0}: {1:N1} MB", name, came / 1048576.0);
}
