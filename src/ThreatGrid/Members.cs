using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace ThreatGrid;

/// <summary>Looks into members as the server sent them, whatever form they have.</summary>
internal static class Members
{
    /// <summary>The objects in a value: of a list, of a list of lists, of a map's values, or the one object alone.</summary>
    public static IEnumerable<MemberDictionary> Objects(object? value)
    {
        switch (value)
        {
            case MemberDictionary map when map.Count > 0 && map.Values.All(v => v is MemberDictionary):
                return map.Values.Cast<MemberDictionary>();
            case MemberDictionary { Count: > 0 } one:
                return [one];
            case string:
                return [];
            case IEnumerable list:
                return list.Cast<object?>().SelectMany(static v => v is MemberDictionary one ? [one] : Objects(v));
            default:
                return [];
        }
    }

    public static string? Text(this MemberDictionary? members, string name) => members?[name] switch
    {
        null or MemberDictionary => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        System.IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    public static long? Integer(this MemberDictionary? members, string name) => members?[name] switch
    {
        long number => number,
        string text when long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out long number) => number,
        _ => null,
    };

    /// <summary>Null where the number does not fit: a part of its bits would be another number.</summary>
    public static int? Integer32(this MemberDictionary? members, string name)
        => members.Integer(name) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;

    public static double? Number(this MemberDictionary? members, string name) => members?[name] switch
    {
        long number => number,
        double number => number,
        _ => null,
    };

    public static MemberDictionary? Object(this MemberDictionary? members, string name) => members?[name] as MemberDictionary;

    /// <summary>The texts of a list; one text alone counts as a list of one.</summary>
    public static TextList Texts(object? value) => value switch
    {
        string text => new TextList([text]),
        MemberDictionary or null => TextList.Empty,
        IEnumerable list => new TextList(list.Cast<object?>().Select(Print).OfType<string>()),
        _ => new TextList([Print(value)!]),
    };

    private static string? Print(object? value) => value switch
    {
        null => null,
        string text => text,
        System.IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
