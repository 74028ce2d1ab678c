using System;

namespace ThreatGrid;

/// <summary>The server asks to wait (429), for longer or more often than the connection allows.</summary>
public sealed class QuotaExceededException : ThreatGridException
{
    internal QuotaExceededException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>How long the server asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; internal set; }

    /// <summary>When the server will take requests again, UTC; null where it does not say.</summary>
    public DateTime? NextFreeUtc { get; internal set; }
}
