using System;

namespace ThreatGrid;

/// <summary>There is no connection to use.</summary>
public sealed class NotConnectedException : ThreatGridException
{
    internal NotConnectedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
