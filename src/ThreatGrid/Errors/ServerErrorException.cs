using System;

namespace ThreatGrid;

/// <summary>The server failed (5xx).</summary>
public sealed class ServerErrorException : ThreatGridException
{
    internal ServerErrorException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
