using System;
using System.Collections.Generic;

namespace ThreatGrid.Observables.Formats;

/// <summary>An output that is a snapshot: each value once, in a fixed order, the whole file written anew.</summary>
internal abstract class ListFormat : ObservableFormat
{
    /// <summary>How large a file the target takes, in bytes.</summary>
    public virtual long LargestFile => long.MaxValue;

    /// <summary>The entry for an observable that is not refused.</summary>
    public abstract string Entry(Observable item);

    /// <summary>What the list is written as.</summary>
    /// <param name="items">The observables, none of which is refused.</param>
    /// <param name="path">The file it is for; null where it is for none.</param>
    public virtual ListContent Content(IReadOnlyList<Observable> items, string? path)
    {
        var entries = new HashSet<string>(StringComparer.Ordinal);
        foreach (Observable item in items)
        {
            entries.Add(Entry(item));
        }

        return new ListContent(Lines(entries));
    }

    /// <summary>The lines of the file, for entries that are each there once: sorted by their bytes.</summary>
    protected virtual IReadOnlyList<string> Lines(ICollection<string> entries)
    {
        var lines = new List<string>(entries);
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
