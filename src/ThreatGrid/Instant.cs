using System;

namespace ThreatGrid;

/// <summary>
/// A point in time as it was given: with a zone, or without one. Without, it is the local time of this computer, or UTC where
/// <c>-Utc</c> says so.
/// </summary>
public sealed class Instant
{
    private readonly DateTime _time;
    private readonly bool _hasZone;

    internal Instant(DateTime time)
    {
        _hasZone = time.Kind != DateTimeKind.Unspecified;
        _time = _hasZone ? time.ToUniversalTime() : time;
    }

    internal Instant(DateTimeOffset time) => (_time, _hasZone) = (time.UtcDateTime, true);

    /// <summary>The time as it was given: UTC where it had a zone.</summary>
    /// <returns>ISO 8601.</returns>
    public override string ToString()
        => _time.ToString(_hasZone ? "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>
    /// The instant in UTC. Where the clock was set back and a local time comes twice, a start means the first and an end the second,
    /// so that nothing is lost; a local time that the clock jumped over means the moment of the jump.
    /// </summary>
    /// <param name="assumeUtc">Whether a time without a zone is UTC.</param>
    /// <param name="isEnd">Whether it ends a window.</param>
    internal DateTime ToUtc(bool assumeUtc, bool isEnd)
    {
        if (_hasZone || assumeUtc)
        {
            return DateTime.SpecifyKind(_time, DateTimeKind.Utc);
        }

        TimeZoneInfo zone = TimeZoneInfo.Local;
        if (zone.IsInvalidTime(_time))
        {
            return JumpAfter(_time, zone);
        }

        TimeSpan offset = zone.GetUtcOffset(_time);
        if (zone.IsAmbiguousTime(_time))
        {
            TimeSpan[] offsets = zone.GetAmbiguousTimeOffsets(_time);
            offset = offsets[0];
            foreach (TimeSpan other in offsets)
            {
                offset = isEnd == (other < offset) ? other : offset;
            }
        }

        long ticks = Math.Max(0, Math.Min(DateTime.MaxValue.Ticks, (_time - offset).Ticks));
        return new DateTime(ticks, DateTimeKind.Utc);
    }

    private static DateTime JumpAfter(DateTime invalid, TimeZoneInfo zone)
    {
        DateTime before = invalid;
        while (zone.IsInvalidTime(before))
        {
            before = before.AddMinutes(-1);
        }

        // The last minute that exists, one minute on: the clock jumps there.
        DateTime lastValid = before.AddTicks(-(before.Ticks % TimeSpan.TicksPerMinute));
        return DateTime.SpecifyKind(lastValid - zone.GetUtcOffset(lastValid), DateTimeKind.Utc).AddMinutes(1);
    }
}
