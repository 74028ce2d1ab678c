using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ThreatGrid.Client.Json;

/// <summary>
/// An object whose form is not wholly on record. Members are asked for by the names they are likely to have, in kebab case or in
/// snake case; what nobody asked for, or what has another form, is kept. Secrets are not.
/// </summary>
internal sealed class LooseRecord(MemberDictionary members, Origin? origin)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public MemberDictionary Members => members;

    public Origin? Origin => origin;

    /// <summary>The object in a value, which may be wrapped in another one under the name given.</summary>
    /// <exception cref="UnexpectedAnswerException">There is none.</exception>
    public static LooseRecord Of(object? value, string wrapper, Origin origin) => value switch
    {
        MemberDictionary outer when outer[wrapper] is MemberDictionary inner => new LooseRecord(inner, origin),
        MemberDictionary outer => new LooseRecord(outer, origin),
        _ => throw new UnexpectedAnswerException($"The server's answer holds no {wrapper}.") { RecommendedAction = "Check -Server; -Verbose shows what was asked." },
    };

    /// <summary>The objects of a list, which may stand alone, under the name given or another one, or be a map.</summary>
    public static IEnumerable<LooseRecord> ListOf(object? value, string name, Origin? origin)
        => ItemsOf(value, name).OfType<MemberDictionary>().Select(m => new LooseRecord(m, origin));

    /// <summary>The elements of a list, texts included.</summary>
    public static IEnumerable<object?> ItemsOf(object? value, string name)
    {
        switch (value)
        {
            case MemberDictionary map when Find(map, name) is { } named && map[named] is IEnumerable<object?>:
                return (IEnumerable<object?>)map[named]!;
            case MemberDictionary map when Find(map, name) is { } named && map[named] is MemberDictionary inner:
                return inner.Values;
            case MemberDictionary map when map.Values.FirstOrDefault(IsList) is IEnumerable<object?> list:
                return list;
            case MemberDictionary map:
                return map.Values.All(v => v is MemberDictionary) ? map.Values : [map];
            case string:
                return [value];
            case IEnumerable<object?> list:
                return list;
            default:
                return [];
        }
    }

    public string? Text(params string[] names) => Take(names, static (m, n) => m.Text(n));

    public long? Integer(params string[] names) => TakeValue(names, static (m, n) => m.Integer(n));

    public int? Integer32(params string[] names) => TakeValue(names, static (m, n) => m.Integer32(n));

    public bool? Boolean(params string[] names) => TakeValue<bool>(names, static (m, n) => m[n] switch
    {
        bool flag => flag,
        string text when bool.TryParse(text, out bool flag) => flag,
        _ => null,
    });

    /// <summary>An instant in any of the forms on record, as ticks of UTC.</summary>
    public long? Ticks(params string[] names) => TakeValue<long>(names, static (m, n) => m[n] switch
    {
        string text when WireTime.TryParse(Encoding.UTF8.GetBytes(text), out long ticks) => ticks,
        long seconds when WireTime.TryFromSeconds(seconds, out long ticks) => ticks,
        double seconds when WireTime.TryFromSeconds(seconds, out long ticks) => ticks,
        _ => null,
    });

    /// <summary>A list of texts; one text alone counts as a list of one, texts in objects do not count.</summary>
    public TextList Texts(params string[] names)
        => Take(names, static (m, n) => m[n] is string || (m[n] is IEnumerable<object?> list && !list.Any(v => v is MemberDictionary || IsList(v)))
            ? ThreatGrid.Members.Texts(m[n])
            : null) ?? TextList.Empty;

    /// <summary>Some value that is looked at as a whole, and kept as it came all the same.</summary>
    public object? Peek(params string[] names)
    {
        foreach (string name in names)
        {
            if (Find(members, name) is { } found && members[found] is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Puts on an object where it came from, and what nobody asked for.</summary>
    public T Complete<T>(T item)
        where T : ApiObject
    {
        item.Origin = origin;
        var rest = new MemberDictionary();
        foreach (KeyValuePair<string, object?> member in members)
        {
            if (!_read.Contains(member.Key) && !SecretMembers.Contains(member.Key))
            {
                rest.Set(member.Key, SecretMembers.WithoutKeys(member.Value));
            }
        }

        item.MemberSource = rest.Count > 0 ? new KnownMembers(rest) : null;
        return item;
    }

    private static bool IsList(object? value) => value is IEnumerable<object?>;

    /// <summary>The name as it stands there: as given, or with dashes and underscores in each other's place.</summary>
    private static string? Find(MemberDictionary map, string name)
    {
        if (map.ContainsKey(name))
        {
            return name;
        }

        string other = name.IndexOf('-') >= 0 ? name.Replace('-', '_') : name.Replace('_', '-');
        return map.ContainsKey(other) ? other : null;
    }

    private T? Take<T>(string[] names, Func<MemberDictionary, string, T?> read)
        where T : class
    {
        foreach (string name in names)
        {
            if (Find(members, name) is not { } found)
            {
                continue;
            }

            T? value = members[found] is null ? null : read(members, found);
            if (value is not null || members[found] is null)
            {
                _read.Add(found);
            }

            if (value is not null)
            {
                return value;
            }
        }

        return null;
    }

    private T? TakeValue<T>(string[] names, Func<MemberDictionary, string, T?> read)
        where T : struct
        => (T?)Take<object>(names, (m, n) => read(m, n));

    private sealed class KnownMembers(MemberDictionary members) : IMemberSource
    {
        public MemberDictionary Read() => members;
    }
}
