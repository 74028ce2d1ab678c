using System;

namespace ThreatGrid;

/// <summary>There is no such thing on the server (404).</summary>
public sealed class NotFoundException : ThreatGridException
{
    internal NotFoundException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
