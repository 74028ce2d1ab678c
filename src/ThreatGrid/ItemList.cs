using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace ThreatGrid;

/// <summary>A read-only list of objects that prints itself: <c>Export-Csv</c> and tables show <c>a; b</c> where an array would show its type name.</summary>
/// <typeparam name="T">What is in it.</typeparam>
public sealed class ItemList<T> : IReadOnlyList<T>
{
    private readonly T[] _items;

    internal ItemList(IEnumerable<T> items) => _items = [.. items];

    /// <summary>The list without items.</summary>
    internal static ItemList<T> Empty { get; } = new([]);

    /// <inheritdoc />
    public int Count => _items.Length;

    /// <inheritdoc />
    public T this[int index] => _items[index];

    /// <inheritdoc />
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The items' own texts joined by <c>; </c>.</summary>
    public override string ToString() => new TextList(_items.Select(static i => i?.ToString() ?? string.Empty)).ToString();
}
