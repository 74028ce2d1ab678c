using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace ThreatGrid.PowerShell.Rows;

/// <summary>
/// The columns of a type: its public properties, in the order in which they are written down, those of the base first. Of a time
/// and its <c>…Utc</c> twin there is one column, with the time in UTC.
/// </summary>
internal sealed class FlatColumns
{
    private const string Utc = "Utc";

    private static readonly ConcurrentDictionary<Type, FlatColumns> Known = new();

    private readonly Column[] _columns;

    private FlatColumns(Type type)
    {
        List<PropertyInfo> properties = [.. Ancestry(type)
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(p => p.GetMethod is not null && p.GetIndexParameters().Length == 0)
            // An override stands where the base declared it.
            .GroupBy(p => p.Name)
            .Select(g => g.First())];
        HashSet<string> names = [.. properties.Select(p => p.Name)];
        _columns = [.. properties
            .Where(p => !names.Contains(p.Name + Utc) && p.Name != nameof(ApiObject.AdditionalProperties))
            .Select(p => new Column(
                p.Name.EndsWith(Utc, StringComparison.Ordinal) && names.Contains(p.Name.Substring(0, p.Name.Length - Utc.Length)) ? p.Name.Substring(0, p.Name.Length - Utc.Length) : p.Name,
                p))];
    }

    public static FlatColumns Of(Type type) => Known.GetOrAdd(type, static t => new FlatColumns(t));

    /// <summary>The columns that were put on an object, with the same rules.</summary>
    public static IEnumerable<(string Name, string Text, bool IsText)> OfNotes(PSObject row)
    {
        PSNoteProperty[] notes = [.. row.Properties.OfType<PSNoteProperty>()];
        HashSet<string> names = [.. notes.Select(n => n.Name)];
        foreach (PSNoteProperty note in notes.Where(n => !names.Contains(n.Name + Utc)))
        {
            object? value = note.Value is PSObject wrapped ? wrapped.BaseObject : note.Value;
            bool isTwin = note.Name.EndsWith(Utc, StringComparison.Ordinal) && names.Contains(note.Name.Substring(0, note.Name.Length - Utc.Length));
            yield return (isTwin ? note.Name.Substring(0, note.Name.Length - Utc.Length) : note.Name, Print(value), value is string or IEnumerable or Uri);
        }
    }

    /// <summary>Name and text of each column; <c>IsText</c> tells texts from numbers, times and booleans.</summary>
    public IEnumerable<(string Name, string Text, bool IsText)> Read(object row)
    {
        foreach (Column column in _columns)
        {
            object? value = column.Property.GetValue(row);
            yield return (column.Name, Print(value), value is string or IEnumerable or Uri);
        }
    }

    /// <summary>The same text in every culture and time zone. NUL, which ends a text for many readers of CSV, is written <c>\0</c>.</summary>
    private static string Print(object? value) => Plain(value).Replace("\0", "\\0");

    private static string Plain(object? value) => value switch
    {
        null => string.Empty,
        DateTime time => UtcTime.Text(time.ToUniversalTime().Ticks),
        DateTimeOffset time => UtcTime.Text(time.UtcTicks),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    private static Stack<Type> Ancestry(Type type)
    {
        var types = new Stack<Type>();
        for (Type? t = type; t is not null && t != typeof(object); t = t.BaseType)
        {
            types.Push(t);
        }

        return types;
    }

    private sealed record Column(string Name, PropertyInfo Property);
}
