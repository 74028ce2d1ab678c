using System;

namespace ThreatGrid;

/// <summary>
/// A request that failed. One subclass per meaning. No member holds a key: texts of the server are masked before they get here.
/// </summary>
public abstract class ThreatGridException : Exception
{
    private protected ThreatGridException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>The HTTP status, where there was an answer.</summary>
    public int? StatusCode { get; internal set; }

    /// <summary>The server's own id of the request, for its support.</summary>
    public string? RequestId { get; internal set; }

    /// <summary>What the server said, shortened and with keys masked.</summary>
    public string? ServerMessage { get; internal set; }

    /// <summary>What was asked: method and address, keys masked.</summary>
    public string? Request { get; internal set; }

    /// <summary>What to do about it.</summary>
    public string? RecommendedAction { get; internal set; }

    /// <summary>What was being read when it happened, and what was delivered before.</summary>
    public string? Context { get; internal set; }

    /// <summary>Whether the same request may well succeed a moment later.</summary>
    internal bool IsTransient { get; set; }

    /// <summary>Whether it is certain that no byte of the request reached the server.</summary>
    internal bool NeverSent { get; set; }

    /// <summary>How long the server asks to wait before the next try.</summary>
    internal TimeSpan? WaitHint { get; set; }
}
