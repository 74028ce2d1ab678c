using System;
using System.Globalization;
using System.Net.Http;
using System.Text;

namespace ThreatGrid.Client.Http;

/// <summary>Turns an answer that is no success into the exception that fits its meaning.</summary>
internal static class StatusFailure
{
    private const int ExcerptLength = 200;

    /// <summary>What stands between these tags is not for readers.</summary>
    private static readonly string[] Hidden = ["script", "style"];

    public static ThreatGridException Explain(HttpResponseMessage response, string body, ConnectionEngine engine, DateTimeOffset now)
    {
        int status = (int)response.StatusCode;
        string? message = ApiError.ReadMessage(body) ?? TextOf(body);
        message = message is null ? null : engine.Redactor.Excerpt(message, ExcerptLength);
        string said = string.IsNullOrEmpty(message) ? "." : $": {message}";
        string host = engine.Connection.Server.Host;
        TimeSpan? wait = RetryAfter.Read(response, now);

        ThreatGridException failure = status switch
        {
            401 => new AuthenticationFailedException($"'{host}' does not accept the key (401){said}")
            {
                RecommendedAction = "Check the key on the portal's account page and that it belongs to this server: each region has its own keys. Then Connect-TGServer again.",
            },
            403 => new PermissionDeniedException($"The key may not do this on '{host}' (403){said}")
            {
                RecommendedAction = "Ask an administrator of your organisation, or use a key that has the right.",
            },
            404 => new NotFoundException($"'{host}' has no such thing (404){said}")
            {
                RecommendedAction = "Check the id or the name. What belongs to another organisation reads as not there.",
            },
            407 => TransportFailure.ProxyRefused(null),
            408 => new RequestTimeoutException($"'{host}' waited too long for the request (408){said}")
            {
                IsTransient = true,
                RecommendedAction = "Try again.",
            },
            429 => Quota(host, said, wait, response.Headers.Date ?? now),
            >= 300 and < 400 => Redirect(response, host, status),
            >= 500 => new ServerErrorException($"'{host}' failed ({status}){said}")
            {
                IsTransient = status is 500 or 502 or 503 or 504,
                WaitHint = wait,
                RecommendedAction = "Try again later. If it goes on, give the request id to the support of the server.",
            },
            _ => new InvalidRequestException($"'{host}' refuses the request ({status}){said}")
            {
                RecommendedAction = "The server's message names what it does not take. -Verbose shows what was sent.",
            },
        };
        failure.StatusCode = status;
        failure.ServerMessage = message;
        return failure;
    }

    /// <summary>The readable text of a page of HTML or of a plain body; null where there is none.</summary>
    internal static string? TextOf(string body)
    {
        string text = body.TrimStart().StartsWith("<", StringComparison.Ordinal) ? WithoutMarkup(body) : body;
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static string WithoutMarkup(string page)
    {
        var text = new StringBuilder();
        int at = 0;
        while (at < page.Length)
        {
            int tag = page.IndexOf('<', at);
            text.Append(page, at, (tag < 0 ? page.Length : tag) - at).Append(' ');
            at = tag < 0 ? page.Length : EndOfTag(page, tag);
        }

        return text.ToString();
    }

    /// <summary>Where a tag ends, and with it what is hidden behind it; the end of the page where it does not.</summary>
    private static int EndOfTag(string page, int tag)
    {
        foreach (string hidden in Hidden)
        {
            if (string.Compare(page, tag + 1, hidden, 0, hidden.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                tag = page.IndexOf("</" + hidden, tag, StringComparison.OrdinalIgnoreCase);
            }
        }

        int end = tag < 0 ? -1 : page.IndexOf('>', tag);
        return end < 0 ? page.Length : end + 1;
    }

    private static QuotaExceededException Quota(string host, string said, TimeSpan? wait, DateTimeOffset serverNow)
    {
        DateTime? free = wait is { } time && time < DateTimeOffset.MaxValue - serverNow ? (serverNow + time).UtcDateTime : null;
        string when = free is { } next
            ? $" Next free slot {next.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}."
            : string.Empty;
        return new QuotaExceededException($"The quota on '{host}' is used up (429){said}{(said.EndsWith(".", StringComparison.Ordinal) ? string.Empty : ".")}{when}")
        {
            RetryAfter = wait,
            WaitHint = wait,
            NextFreeUtc = free,
            RecommendedAction = "Wait until the quota is free again, or connect with a longer -MaxWait to sit it through.",
        };
    }

    private static RedirectRefusedException Redirect(HttpResponseMessage response, string host, int status)
    {
        Uri? location = response.Headers.Location;
        Uri? target = location is not null && Uri.TryCreate(response.RequestMessage!.RequestUri!, location, out Uri? whole) ? whole : null;
        bool elsewhere = target is not null && !string.Equals(target.Authority, response.RequestMessage!.RequestUri!.Authority, StringComparison.OrdinalIgnoreCase);
        return new RedirectRefusedException(
            target is null
                ? $"'{host}' answers with a redirect to nowhere ({status})."
                : elsewhere
                    ? $"'{host}' redirected to another host, {target.Scheme}://{target.Authority} ({status}). It was not followed, and the key was not sent there."
                    : $"'{host}' redirected to {target.Scheme}://{target.Authority}{target.AbsolutePath} ({status}). Redirects are not followed.")
        {
            RecommendedAction = "If the server has moved, connect to its new address with -Server.",
        };
    }
}
