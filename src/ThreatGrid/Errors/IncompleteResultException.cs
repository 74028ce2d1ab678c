using System;

namespace ThreatGrid;

/// <summary>A list could not be read to its end, or could not be shown to be whole.</summary>
public sealed class IncompleteResultException : ThreatGridException
{
    internal IncompleteResultException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
