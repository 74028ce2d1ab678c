using System;

namespace ThreatGrid;

/// <summary>A submission whose answer was lost, and nobody can tell whether it arrived. It was not sent again.</summary>
public sealed class SubmissionUnknownException : ThreatGridException
{
    internal SubmissionUnknownException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The full path of the file, or the URL.</summary>
    public string? Path { get; internal set; }

    /// <summary>The SHA-256 of the file, by which it can be looked for; null for a URL.</summary>
    public string? Sha256 { get; internal set; }
}
