using System;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ThreatGrid.Client.Json;

/// <summary>
/// The times of the wire (section 2.7 of the API reference): ISO 8601 with <c>Z</c>, with an offset, or without a zone, which
/// means UTC. Reads up to 7 digits of a second and drops the rest. Writes whole seconds with <c>Z</c>.
/// </summary>
internal static class WireTime
{
    private const string Format = "yyyy-MM-ddTHH:mm:ssZ";
    private const double MaximumSeconds = 300_000_000_000;
    private const long UnixEpochTicks = 621_355_968_000_000_000;

    private static ReadOnlySpan<byte> Months => "JanFebMarAprMayJunJulAugSepOctNovDec"u8;

    /// <summary>An instant for a query. Rounds down, never up.</summary>
    public static string ToQuery(DateTime utc) => utc.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Seconds since 1970, with a fraction or without; false where no date has room for them.</summary>
    public static bool TryFromSeconds(double seconds, out long utcTicks)
    {
        utcTicks = 0;
        if (!(Math.Abs(seconds) < MaximumSeconds))
        {
            return false;
        }

        // A double of today's seconds is exact to a microsecond, not to a tick.
        const long TicksPerMicrosecond = 10;
        long ticks = UnixEpochTicks + ((long)Math.Round(seconds * 1_000_000) * TicksPerMicrosecond);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        utcTicks = ticks;
        return true;
    }

    /// <summary><c>Fri, 19 Jun 2020 14:28:07 UTC</c>, or <c>GMT</c>; an empty text is no time.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static bool TryParseLong(ReadOnlySpan<byte> text, out long? utcTicks)
    {
        utcTicks = null;
        if (text.Length == 0)
        {
            return true;
        }

        const int LongLength = 29;
        if (text.Length != LongLength || text[3] != ',' || text[4] != ' ' || text[7] != ' ' || text[11] != ' ' || text[16] != ' ' || text[19] != ':' || text[22] != ':'
            || !(text.Slice(25).SequenceEqual(" UTC"u8) || text.Slice(25).SequenceEqual(" GMT"u8))
            || !Digits(text, 5, 2, out int day) || !Digits(text, 12, 4, out int year)
            || !Digits(text, 17, 2, out int hour) || !Digits(text, 20, 2, out int minute) || !Digits(text, 23, 2, out int second))
        {
            return false;
        }

        int monthAt = Months.IndexOf(text.Slice(8, 3));
        int month = (monthAt / 3) + 1;
        if (monthAt < 0 || monthAt % 3 != 0 || year < 1 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        utcTicks = new DateTime(year, month, day, hour, minute, Math.Min(second, 59)).Ticks;
        return true;
    }

    [MethodImpl(HotPath.Optimized)]
    public static bool TryParse(ReadOnlySpan<byte> text, out long utcTicks)
    {
        utcTicks = 0;
        if (text.Length < 19
            || text[4] != '-' || text[7] != '-' || (text[10] | 0x20) is not ('t' or ' ') || text[13] != ':' || text[16] != ':'
            || !Digits(text, 0, 4, out int year) || !Digits(text, 5, 2, out int month) || !Digits(text, 8, 2, out int day)
            || !Digits(text, 11, 2, out int hour) || !Digits(text, 14, 2, out int minute) || !Digits(text, 17, 2, out int second)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        long ticks = new DateTime(year, month, day, hour, minute, Math.Min(second, 59)).Ticks;
        int at = 19;
        if (at < text.Length && text[at] is (byte)'.' or (byte)',')
        {
            at++;
            int start = at;
            long unit = TimeSpan.TicksPerSecond / 10;
            for (; at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9'; at++)
            {
                ticks += (text[at] - '0') * unit;
                unit /= 10;
            }

            if (at == start)
            {
                return false;
            }
        }

        if (!TryParseZone(text.Slice(at), out int offsetMinutes))
        {
            return false;
        }

        ticks -= offsetMinutes * TimeSpan.TicksPerMinute;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        utcTicks = ticks;
        return true;
    }

    [MethodImpl(HotPath.Optimized)]
    private static bool TryParseZone(ReadOnlySpan<byte> zone, out int minutes)
    {
        minutes = 0;
        if (zone.Length == 0 || (zone.Length == 1 && (zone[0] | 0x20) == 'z'))
        {
            return true;
        }

        bool colon = zone.Length == 6 && zone[3] == ':';
        if ((zone[0] is not ((byte)'+' or (byte)'-'))
            || (!colon && zone.Length != 5)
            || !Digits(zone, 1, 2, out int hour)
            || !Digits(zone, colon ? 4 : 3, 2, out int minute)
            || hour > 23
            || minute > 59)
        {
            return false;
        }

        minutes = ((hour * 60) + minute) * (zone[0] == '-' ? -1 : 1);
        return true;
    }

    [MethodImpl(HotPath.Optimized)]
    private static bool Digits(ReadOnlySpan<byte> text, int start, int count, out int value)
    {
        value = 0;
        for (int i = start; i < start + count; i++)
        {
            int digit = text[i] - '0';
            if (digit is < 0 or > 9)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        return true;
    }
}
