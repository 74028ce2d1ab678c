using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace ThreatGrid.PowerShell.Common;

/// <summary>
/// Reads durations, one or several: <c>90s</c>, <c>45m</c>, <c>24h</c>, <c>7d</c> or a TimeSpan. A bare number is refused, since nobody knows its unit.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is IList several)
        {
            return several.Cast<object>().Select(v => (TimeSpan)Transform(engineIntrinsics, v)).ToArray();
        }

        if (value is TimeSpan span)
        {
            return Positive(span, span.ToString("c", CultureInfo.InvariantCulture));
        }

        // 7d is a decimal number to PowerShell; its object still knows the text as it was typed.
        string text = (inputData?.ToString() ?? string.Empty).Trim();
        double unit = text.Length < 2
            ? 0
            : char.ToUpperInvariant(text[text.Length - 1]) switch { 'S' => 1, 'M' => 60, 'H' => 3600, 'D' => 86400, _ => 0 };
        if (unit > 0
            && double.TryParse(text.Substring(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
            && count * unit < TimeSpan.MaxValue.TotalSeconds)
        {
            return Positive(TimeSpan.FromSeconds(count * unit), text);
        }

        if (text.IndexOf(':') > 0 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan parsed))
        {
            return Positive(parsed, text);
        }

        // In a list the text as it was typed is gone.
        string hint = value is decimal ? $" In a list PowerShell reads {text}d as a number: write '{text}d'." : string.Empty;
        throw new ArgumentTransformationMetadataException($"'{text}' is no duration. Write 90s, 45m, 24h or 7d, or give a TimeSpan.{hint}");
    }

    private static TimeSpan Positive(TimeSpan span, string text)
        => span > TimeSpan.Zero ? span : throw new ArgumentTransformationMetadataException($"The duration '{text}' is not longer than nothing.");
}
