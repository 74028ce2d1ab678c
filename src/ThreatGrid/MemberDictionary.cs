using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace ThreatGrid;

/// <summary>Named values in their order, names case-sensitive. Prints itself as <c>name=value; name=value</c>.</summary>
public sealed class MemberDictionary : IReadOnlyDictionary<string, object?>
{
    private readonly Dictionary<string, object?> _members = new(StringComparer.Ordinal);

    internal MemberDictionary()
    {
    }

    /// <inheritdoc />
    public int Count => _members.Count;

    /// <inheritdoc />
    public IEnumerable<string> Keys => _members.Keys;

    /// <inheritdoc />
    public IEnumerable<object?> Values => _members.Values;

    /// <summary>The value of a member; null where there is no such member.</summary>
    /// <param name="key">The name, as the server writes it.</param>
    public object? this[string key] => _members.TryGetValue(key, out object? value) ? value : null;

    /// <inheritdoc />
    public bool ContainsKey(string key) => _members.ContainsKey(key);

    /// <inheritdoc />
    public bool TryGetValue(string key, out object? value) => _members.TryGetValue(key, out value);

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc />
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (KeyValuePair<string, object?> member in _members)
        {
            text.Append(text.Length > 0 ? "; " : string.Empty).Append(member.Key).Append('=').Append(Print(member.Value));
        }

        return text.ToString();
    }

    /// <summary>Of two members with one name the last one wins.</summary>
    internal void Set(string name, object? value) => _members[name] = value;

    private static string Print(object? value)
    {
        switch (value)
        {
            case null:
                return string.Empty;
            case string text:
                return text;
            case MemberDictionary map:
                return "{" + map + "}";
            case IEnumerable list:
                var parts = new List<string>();
                foreach (object? item in list)
                {
                    parts.Add(Print(item));
                }

                return "[" + string.Join(", ", parts) + "]";
            default:
                return Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        }
    }
}
