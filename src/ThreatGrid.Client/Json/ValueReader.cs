using System;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;

namespace ThreatGrid.Client.Json;

/// <summary>Reads answers whose form is not on record, as plain values. They are small: what is large has a form that is known.</summary>
internal static class ValueReader
{
    private const int ExcerptLength = 4096;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonText.MaxDepth };

    /// <summary>Asks for something and gives what is in the envelope; all of it where there is no envelope.</summary>
    /// <exception cref="UnexpectedAnswerException">The body is no JSON, holds nothing, or is an error with the status of a success.</exception>
    public static Task<object?> SendForValueAsync(this ApiClient client, ApiRequest request, CancellationToken cancellationToken)
        => client.SendAsync(request, static async (answer, token) => ValueOf(await ReadAsync(answer, token).ConfigureAwait(false)), cancellationToken);

    /// <summary>The whole body.</summary>
    public static async Task<byte[]> ReadAsync(ApiAnswer answer, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await answer.Body.CopyToAsync(body, 16 * 1024, cancellationToken).ConfigureAwait(false);
        return body.ToArray();
    }

    private static object? ValueOf(byte[] body)
    {
        object? root = Parse(body);
        if (root is null or MemberDictionary { Count: 0 })
        {
            throw new UnexpectedAnswerException("The server's answer holds nothing.") { RecommendedAction = "Check -Server: the address may not be the API's." };
        }

        if (root is not MemberDictionary envelope)
        {
            return root;
        }

        if (envelope["error"] is not null && !envelope.ContainsKey("data"))
        {
            throw new UnexpectedAnswerException("The answer is an error with the status of a success.")
            {
                ServerMessage = Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, ExcerptLength)),
                RecommendedAction = "The server's message tells more; -Verbose shows what was asked.",
            };
        }

        return envelope.ContainsKey("data") ? envelope["data"] : envelope;
    }

    private static object? Parse(byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, Options);
            return JsonValues.From(document.RootElement);
        }
        catch (InvalidOperationException)
        {
            // A text in it is no Unicode: once more, leniently.
            using JsonDocument document = JsonDocument.Parse(JsonText.Repair(body), Options);
            return JsonValues.From(document.RootElement);
        }
        catch (JsonException e)
        {
            bool isPage = body.Length > 0 && body[0] == (byte)'<';
            throw new UnexpectedAnswerException(
                isPage ? "The server answered with a web page where JSON was expected."
                    : body.Length == 0 ? "The server answered with an empty body where JSON was expected."
                    : $"The answer is broken JSON at byte {e.BytePositionInLine}.",
                e)
            {
                IsTransient = !isPage,
                ServerMessage = Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, ExcerptLength)),
                RecommendedAction = "Try again. If it goes on, the address may not be the API's: check -Server.",
            };
        }
    }
}
