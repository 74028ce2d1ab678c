using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Security;
using System.Text;

namespace ThreatGrid.Client.Http;

/// <summary>One call of the API, without the key. Made into a new message for every try.</summary>
internal sealed class ApiRequest(HttpMethod method, string path)
{
    public HttpMethod Method { get; } = method;

    /// <summary>The path below the host, its segments percent-encoded.</summary>
    public string Path { get; } = path;

    public List<KeyValuePair<string, string>> Query { get; } = [];

    /// <summary>Makes the body anew for every try.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Whether sending it twice does no harm.</summary>
    public bool IsIdempotent { get; init; } = method != HttpMethod.Post;

    /// <summary>What the body holds that must not show where the server repeats it; null for nothing but the key.</summary>
    public SecureString? Secret { get; init; }

    /// <summary>Adds headers to the message, anew for every try.</summary>
    public Action<HttpRequestMessage>? Prepare { get; init; }

    public static ApiRequest Get(string path) => new(HttpMethod.Get, path);

    public ApiRequest With(string name, string? value)
    {
        if (value is not null)
        {
            Query.Add(new KeyValuePair<string, string>(name, value));
        }

        return this;
    }

    /// <summary>Path and query, everything percent-encoded that could be taken for something else.</summary>
    public string ToRelativeUri()
    {
        if (Query.Count == 0)
        {
            return Path;
        }

        var uri = new StringBuilder(Path);
        char separator = Path.IndexOf('?') < 0 ? '?' : '&';
        foreach (KeyValuePair<string, string> parameter in Query)
        {
            uri.Append(separator).Append(UriText.Escape(parameter.Key)).Append('=').Append(UriText.Escape(parameter.Value));
            separator = '&';
        }

        return uri.ToString();
    }
}
