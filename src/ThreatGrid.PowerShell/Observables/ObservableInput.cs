using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using ThreatGrid.Observables;

namespace ThreatGrid.PowerShell.Observables;

/// <summary>Takes observables out of whatever comes down the pipeline: the module's objects, texts, rows of a CSV file.</summary>
/// <param name="type">What texts and rows hold; null where the objects say it themselves.</param>
/// <param name="includeIps">Whether the addresses of curated domains count too.</param>
internal sealed class ObservableInput(ObservableType? type, bool includeIps)
{
    private const int IdLength = 32;

    /// <summary>The observables of an object; null, with the reason, where it has none that can be told.</summary>
    public IEnumerable<Observable>? Read(PSObject input, out string reason)
    {
        object item = input.BaseObject;
        reason = string.Empty;
        if (ObservableReader.Knows(item))
        {
            return ObservableReader.Read(item, includeIps);
        }

        if (item is string text)
        {
            if (type is { } known)
            {
                return IsComment(text) ? [] : [new Observable(known, text, text) { IsTrusted = true }];
            }

            reason = "A text does not say what it is: give -Type.";
            return null;
        }

        return OfRow(input, out reason);
    }

    /// <summary>Lists hold notes beside values; a path or a key may begin with anything.</summary>
    private bool IsComment(string text) => text.TrimStart() is ['#', ..] && type is not (ObservableType.Path or ObservableType.RegistryKey);

    private IEnumerable<Observable>? OfRow(PSObject row, out string reason)
    {
        ObservableType? kind = type ?? TypeOf(Text(row, "Type"));
        string? value = kind is { } known ? Text(row, "Value") ?? Text(row, NameOf(known)) : null;
        if (kind is not { } found || value is null)
        {
            reason = kind is null
                ? $"A '{TypeName(row)}' does not say what its values are: give -Type, or rows with the columns Type and Value."
                : $"A '{TypeName(row)}' has nothing in a column Value or {NameOf(kind.Value)}.";
            return null;
        }

        reason = string.Empty;
        var observable = new Observable(found, value, Text(row, "RawValue") ?? value)
        {
            Indicator = Text(row, "Indicator"),
            Description = Text(row, "Description"),
            Severity = Number(row, "Severity"),
            Confidence = Number(row, "Confidence"),
            Port = Number(row, "Port"),
            Feed = Text(row, "Feed"),
            SampleId = Text(row, "SampleId"),
            SampleSha256 = Text(row, "SampleSha256"),
            SampleLink = Text(row, "SampleLink"),
            IndicatorLink = Text(row, "IndicatorLink"),
            Connection = Text(row, "Connection"),
            UtcTicks = Time(row),
        };
        if (Text(row, "Id") is { Length: IdLength } id)
        {
            observable.Id = id;
        }

        return [observable];
    }

    private static ObservableType? TypeOf(string? text)
        => text is not null && Enum.TryParse(text, ignoreCase: true, out ObservableType known) && Enum.IsDefined(typeof(ObservableType), known) ? known : null;

    private static string NameOf(ObservableType type) => type.ToString();

    private static string TypeName(PSObject row) => row.BaseObject is PSCustomObject ? "row" : row.BaseObject.GetType().Name;

    private static string? Text(PSObject row, string name)
        => row.Properties[name]?.Value is { } value && LanguagePrimitives.ConvertTo<string>(value) is { Length: > 0 } text ? text : null;

    private static int? Number(PSObject row, string name)
        => int.TryParse(Text(row, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Text with a zone alone: one without would be another instant on another computer.</summary>
    private static long? Time(PSObject row) => (row.Properties["TimestampUtc"] ?? row.Properties["Timestamp"])?.Value switch
    {
        DateTime { Kind: not DateTimeKind.Unspecified } time => time.ToUniversalTime().Ticks,
        DateTimeOffset time => time.UtcTicks,
        string text when DateTimeOffset.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) => time.UtcTicks,
        _ => null,
    };
}
