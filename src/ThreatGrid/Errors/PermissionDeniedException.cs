using System;

namespace ThreatGrid;

/// <summary>The key is valid but may not do this (403).</summary>
public sealed class PermissionDeniedException : ThreatGridException
{
    internal PermissionDeniedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
