using System;

namespace ThreatGrid;

/// <summary>The server went silent for longer than the connection's time-out.</summary>
public sealed class RequestTimeoutException : ThreatGridException
{
    internal RequestTimeoutException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
