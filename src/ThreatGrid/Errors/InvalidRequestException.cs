using System;

namespace ThreatGrid;

/// <summary>The server refuses the request as it is (400 and other 4xx).</summary>
public sealed class InvalidRequestException : ThreatGridException
{
    internal InvalidRequestException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
