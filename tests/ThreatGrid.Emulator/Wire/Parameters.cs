using System;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ThreatGrid.Emulator.Wire;

/// <summary>Reads parameters of a query; an empty one counts as absent.</summary>
internal static class Parameters
{
    public static string? Text(HttpContext context, string name)
    {
        string value = context.Request.Query[name].ToString();
        return value.Length == 0 ? null : value;
    }

    public static long Number(HttpContext context, string name, long otherwise)
    {
        string? text = Text(context, name);
        return text is null
            ? otherwise
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number
                : throw new BadParameterException($"The parameter {name} is not a number. ");
    }

    public static bool Flag(HttpContext context, string name)
        => Text(context, name) is { } text && !text.Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>An instant; without a zone it is UTC.</summary>
    public static DateTime? Time(HttpContext context, string name)
    {
        string? text = Text(context, name);
        return text is null
            ? null
            : DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out DateTime time)
                ? time
                : throw new BadParameterException($"The parameter {name} is not a date. ");
    }
}
