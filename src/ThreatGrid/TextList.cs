using System.Collections;
using System.Collections.Generic;
using System.Text;

namespace ThreatGrid;

/// <summary>
/// A read-only list of texts that prints itself: <c>Export-Csv</c> and tables show <c>a; b</c> where an array would show its type name. A semicolon inside a value is written <c>\;</c>, a backslash before it <c>\\</c>, so that the values can be told apart.
/// </summary>
public sealed class TextList : IReadOnlyList<string>
{
    private readonly string[] _items;

    /// <summary>Makes a list of the given values, in their order.</summary>
    /// <param name="items">The values; null counts as none.</param>
    public TextList(IEnumerable<string>? items) => _items = items is null ? [] : [.. items];

    /// <summary>The list without values.</summary>
    public static TextList Empty { get; } = new(null);

    /// <inheritdoc />
    public int Count => _items.Length;

    /// <inheritdoc />
    public string this[int index] => _items[index];

    /// <inheritdoc />
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The values joined by <c>; </c>.</summary>
    public override string ToString()
    {
        if (_items.Length == 0)
        {
            return string.Empty;
        }

        var text = new StringBuilder();
        for (int i = 0; i < _items.Length; i++)
        {
            text.Append(i > 0 ? "; " : string.Empty);
            AppendEscaped(text, _items[i]);
        }

        return text.ToString();
    }

    /// <summary>Back-slashes are doubled only where they could be taken for those of a semicolon: before one, and at the end.</summary>
    private static void AppendEscaped(StringBuilder text, string item)
    {
        int slashes = 0;
        foreach (char c in item)
        {
            if (c == ';')
            {
                text.Append('\\', slashes + 1);
            }

            text.Append(c);
            slashes = c == '\\' ? slashes + 1 : 0;
        }

        text.Append('\\', slashes);
    }
}
