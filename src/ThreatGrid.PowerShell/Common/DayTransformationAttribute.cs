using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace ThreatGrid.PowerShell.Common;

/// <summary>
/// Reads UTC days: <c>yyyy-MM-dd</c>, or a DateTime. A DateTime of local time means the UTC day it falls on; one at midnight
/// without a zone means the day it names.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DayTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is object[] several ? several.Select(Parse).ToArray() : Parse(inputData);
    }

    private static DateTime Parse(object? input)
    {
        object? value = input is PSObject wrapped ? wrapped.BaseObject : input;
        switch (value)
        {
            case DateTime { Kind: DateTimeKind.Unspecified } named:
                return named.Date;
            case DateTime time:
                return time.ToUniversalTime().Date;
            case DateTimeOffset time:
                return time.UtcDateTime.Date;
            case string text when DateTime.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day):
                return day;
            default:
                throw new ArgumentTransformationMetadataException($"'{input}' is no day. Write yyyy-MM-dd; the days of curated feeds are UTC days.");
        }
    }
}
