using System;
using System.Globalization;

namespace ThreatGrid;

/// <summary>The forms in which objects and files show a time.</summary>
internal static class UtcTime
{
    /// <summary>ISO 8601 with as many digits of the second as there are: the same text in every culture and zone.</summary>
    public const string Format = "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ";

    /// <summary>An instant as text.</summary>
    public static string Text(long ticks) => new DateTime(ticks, DateTimeKind.Utc).ToString(Format, CultureInfo.InvariantCulture);

    public static DateTime? Utc(long? ticks) => ticks is { } t ? new DateTime(t, DateTimeKind.Utc) : null;

    public static DateTime? Local(long? ticks) => Utc(ticks)?.ToLocalTime();
}
