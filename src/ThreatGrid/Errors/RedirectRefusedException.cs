using System;

namespace ThreatGrid;

/// <summary>The server points somewhere else. It is not followed: the key belongs to the configured host alone.</summary>
public sealed class RedirectRefusedException : ThreatGridException
{
    internal RedirectRefusedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
