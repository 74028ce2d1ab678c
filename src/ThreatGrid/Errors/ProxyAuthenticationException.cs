using System;

namespace ThreatGrid;

/// <summary>The proxy asks for a log-on (407).</summary>
public sealed class ProxyAuthenticationException : ThreatGridException
{
    internal ProxyAuthenticationException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
