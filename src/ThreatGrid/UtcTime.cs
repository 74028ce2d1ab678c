using System;

namespace ThreatGrid;

/// <summary>The two forms in which objects show a time.</summary>
internal static class UtcTime
{
    public static DateTime? Utc(long? ticks) => ticks is { } t ? new DateTime(t, DateTimeKind.Utc) : null;

    public static DateTime? Local(long? ticks) => Utc(ticks)?.ToLocalTime();
}
