using System;

namespace ThreatGrid;

/// <summary>The server could not be reached: no such name, refused, reset.</summary>
public sealed class ConnectionFailedException : ThreatGridException
{
    internal ConnectionFailedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
