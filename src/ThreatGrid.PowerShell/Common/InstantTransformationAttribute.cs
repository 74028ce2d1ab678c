using System;
using System.Globalization;
using System.Management.Automation;

namespace ThreatGrid.PowerShell.Common;

/// <summary>
/// Reads dates: ISO 8601 text, <c>HH:mm</c> for today, a DateTime or a DateTimeOffset. Text in the way of a country is refused:
/// <c>02.03.2026</c> is one day in Germany and another in the United States.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class InstantTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] ZonelessFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
    ];

    private static readonly string[] ZonedFormats =
    [
        "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-ddTHH:mmzzz", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz",
    ];

    private static readonly string[] ClockFormats = ["HH:mm", "HH:mm:ss", "H:mm", "H:mm:ss"];

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            Instant instant => instant,
            DateTimeOffset time => new Instant(time),
            DateTime time => new Instant(time),
            string text => Parse(text.Trim()),
            _ => throw new ArgumentTransformationMetadataException($"'{inputData}' is no date. Write yyyy-MM-dd or yyyy-MM-ddTHH:mm, with Z for UTC, or HH:mm for today."),
        };
    }

    private static Instant Parse(string text)
    {
        string compact = WithColonInOffset(text);
        if (DateTimeOffset.TryParseExact(compact, ZonedFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset zoned)
            && HasZone(compact))
        {
            return new Instant(zoned);
        }

        if (DateTime.TryParseExact(text, ZonelessFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime zoneless))
        {
            return new Instant(DateTime.SpecifyKind(zoneless, DateTimeKind.Unspecified));
        }

        if (DateTime.TryParseExact(text, ClockFormats, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out DateTime clock))
        {
            return new Instant(DateTime.SpecifyKind(DateTime.Today + clock.TimeOfDay, DateTimeKind.Unspecified));
        }

        throw new ArgumentTransformationMetadataException(
            $"'{text}' is no date that reads the same everywhere. Write yyyy-MM-dd or yyyy-MM-ddTHH:mm (local time, or UTC with a Z at the end), or HH:mm for today.");
    }

    private static bool HasZone(string text)
        => text.EndsWith("Z", StringComparison.OrdinalIgnoreCase) || (text.Length > 6 && text[text.Length - 3] == ':' && text[text.Length - 6] is '+' or '-');

    /// <summary><c>+0900</c> is as good as <c>+09:00</c>.</summary>
    private static string WithColonInOffset(string text)
        => text.Length > 15 && text[text.Length - 5] is '+' or '-' ? text.Insert(text.Length - 2, ":") : text;
}
