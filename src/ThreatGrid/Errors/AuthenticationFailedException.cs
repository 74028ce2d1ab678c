using System;

namespace ThreatGrid;

/// <summary>The server does not know the key (401).</summary>
public sealed class AuthenticationFailedException : ThreatGridException
{
    internal AuthenticationFailedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
