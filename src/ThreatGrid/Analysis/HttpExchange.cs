using System;
using System.Collections.Generic;
using System.Linq;

namespace ThreatGrid;

/// <summary>A request of HTTP on a network stream, and its answer where there was one.</summary>
public sealed class HttpExchange
{
    private readonly long? _ticks;

    private HttpExchange(MemberDictionary? request, MemberDictionary? response)
    {
        Method = request.Text("method");
        Url = request.Text("url");
        DecodedUrl = request.Text("decoded_url");
        Host = request.Text("host");
        Port = request.Integer32("port");
        Path = request.Text("request_path");
        RequestHeaders = request.Object("headers");
        UserAgent = RequestHeaders.Text("user-agent");
        RequestLength = request.Integer("body_len");
        RequestSha256 = request.Text("sha256");
        StatusCode = response.Integer32("status_code");
        Status = response.Text("status");
        ResponseHeaders = response.Object("headers");
        ContentType = response.Text("actual_content_type") ?? response.Text("reported_content_type");
        ResponseLength = response.Integer("body_len");
        ResponseSha256 = response.Text("sha256");
        double? seconds = request.Number("ts") ?? response.Number("ts");
        _ticks = seconds is > 0 and < 200_000_000_000 ? new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks + ((long)(seconds.Value * 1_000_000) * 10) : null;
    }

    /// <summary>The method, for example <c>GET</c>.</summary>
    public string? Method { get; }

    /// <summary>The URL, as the server noted it.</summary>
    public string? Url { get; }

    /// <summary>The URL without percent signs, as the server noted it.</summary>
    public string? DecodedUrl { get; }

    /// <summary>The host.</summary>
    public string? Host { get; }

    /// <summary>The port.</summary>
    public int? Port { get; }

    /// <summary>The path.</summary>
    public string? Path { get; }

    /// <summary>The status of the answer, for example 302.</summary>
    public int? StatusCode { get; }

    /// <summary>The words of the status.</summary>
    public string? Status { get; }

    /// <summary>The user agent of the request.</summary>
    public string? UserAgent { get; }

    /// <summary>What the answer is: what its bytes say, else what it claims.</summary>
    public string? ContentType { get; }

    /// <summary>The size of the request's body.</summary>
    public long? RequestLength { get; }

    /// <summary>The size of the answer's body.</summary>
    public long? ResponseLength { get; }

    /// <summary>The SHA-256 of the request's body.</summary>
    public string? RequestSha256 { get; }

    /// <summary>The SHA-256 of the answer's body.</summary>
    public string? ResponseSha256 { get; }

    /// <summary>The headers of the request, their names in lower case.</summary>
    public MemberDictionary? RequestHeaders { get; }

    /// <summary>The headers of the answer, their names in lower case.</summary>
    public MemberDictionary? ResponseHeaders { get; }

    /// <summary>When it was, in local time.</summary>
    public DateTime? Timestamp => UtcTime.Local(_ticks);

    /// <summary>When it was, in UTC.</summary>
    public DateTime? TimestampUtc => UtcTime.Utc(_ticks);

    /// <summary>Method, URL and status in one line.</summary>
    /// <returns>For example <c>GET http://evil.example:80/a 302</c>.</returns>
    public override string ToString() => string.Join(" ", new[] { Method, Url, StatusCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) }.Where(t => !string.IsNullOrEmpty(t)));

    internal static bool Is(MemberDictionary decoded)
        => decoded.Text("type") is "request" or "response" || decoded.ContainsKey("method") || decoded.ContainsKey("status_code");

    /// <summary>Puts each request together with the answer that follows it.</summary>
    internal static IEnumerable<HttpExchange> Pair(IEnumerable<MemberDictionary> messages)
    {
        MemberDictionary? request = null;
        foreach (MemberDictionary message in messages)
        {
            bool isResponse = message.Text("type") == "response" || (!message.ContainsKey("method") && message.ContainsKey("status_code"));
            if (isResponse)
            {
                yield return new HttpExchange(request, message);
                request = null;
                continue;
            }

            if (request is not null)
            {
                yield return new HttpExchange(request, null);
            }

            request = message;
        }

        if (request is not null)
        {
            yield return new HttpExchange(request, null);
        }
    }
}
