using System;
using System.Runtime.CompilerServices;

namespace ThreatGrid.Observables;

/// <summary>The parts of a URL in its one spelling.</summary>
internal sealed record UrlParts(string Scheme, string User, string Host, string? Port, string Rest)
{
    /// <summary>Whether nothing but the host is meant.</summary>
    public bool IsWholeHost => Rest == "/";

    public bool IsIp6 => Host.IndexOf(':') >= 0;

    [MethodImpl(HotPath.Optimized)]
    public static UrlParts Of(string url)
    {
        int schemeEnd = url.IndexOf("://", StringComparison.Ordinal);
        int start = schemeEnd + 3;
        int end = url.IndexOfAny(['/', '?'], start);
        end = end < 0 ? url.Length : end;
        string authority = url.Substring(start, end - start);
        int at = authority.LastIndexOf('@');
        string host = authority.Substring(at + 1);
        int colon = host.LastIndexOf(':');
        bool hasPort = colon > host.LastIndexOf(']');
        return new UrlParts(
            url.Substring(0, schemeEnd),
            at < 0 ? string.Empty : authority.Substring(0, at),
            (hasPort ? host.Substring(0, colon) : host).Trim('[', ']'),
            hasPort ? host.Substring(colon + 1) : null,
            url.Substring(end));
    }
}
