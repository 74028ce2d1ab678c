using System;
using System.IO;
using System.Net.Http;

namespace ThreatGrid.Client.Http;

/// <summary>A successful answer, its body still to be read.</summary>
internal sealed class ApiAnswer(HttpResponseMessage response, Stream body, ConnectionEngine engine)
{
    public HttpResponseMessage Response { get; } = response;

    /// <summary>The body; ends with an exception where the server goes silent. Text bodies come with the key masked.</summary>
    public Stream Body { get; } = body;

    public ConnectionEngine Engine { get; } = engine;

    public string? MediaType => Response.Content.Headers.ContentType?.MediaType;

    public static bool IsTextType(string? mediaType)
        => mediaType is null
            || mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || mediaType.IndexOf("json", StringComparison.OrdinalIgnoreCase) >= 0
            || mediaType.IndexOf("xml", StringComparison.OrdinalIgnoreCase) >= 0;
}
