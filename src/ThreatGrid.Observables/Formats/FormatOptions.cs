using System;

namespace ThreatGrid.Observables.Formats;

/// <summary>What a user may say about an output.</summary>
internal sealed record FormatOptions
{
    /// <summary>How long an indicator holds after it was last seen.</summary>
    public TimeSpan ValidFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The marking of what goes to others.</summary>
    public TlpMarking Tlp { get; init; } = TlpMarking.Amber;

    /// <summary>Whether texts that a spreadsheet would run as formulas stay as they are.</summary>
    public bool NoGuard { get; init; }

    /// <summary>Whether a byte order mark tells a spreadsheet that the file is UTF-8.</summary>
    public bool ByteOrderMark { get; init; }

    /// <summary>Whether lines are set in syslog frames (RFC 5424).</summary>
    public bool Syslog { get; init; }

    /// <summary>The time for what has none of its own.</summary>
    public DateTime NowUtc { get; init; } = DateTime.UtcNow;

    /// <summary>The numbers of rules.</summary>
    public SidRegistry? Sids { get; init; }
}
