using System;
using System.Globalization;

namespace ThreatGrid.Observables.Formats;

/// <summary>Times as outputs write them: the same in every culture and zone.</summary>
internal static class TimeText
{
    private static readonly long Epoch = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>ISO 8601 with three digits of the second, as STIX and syslog want it.</summary>
    public static string Iso(long ticks) => new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>Milliseconds since 1970.</summary>
    public static long Milliseconds(long ticks) => (ticks - Epoch) / TimeSpan.TicksPerMillisecond;

    /// <summary>Seconds since 1970.</summary>
    public static long Seconds(long ticks) => (ticks - Epoch) / TimeSpan.TicksPerSecond;
}
