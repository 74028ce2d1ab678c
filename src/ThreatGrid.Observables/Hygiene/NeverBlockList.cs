using System;
using System.Collections.Generic;

namespace ThreatGrid.Observables.Hygiene;

/// <summary>The built-in list of what no block list may hold: public resolvers, update and certificate services, connection tests.</summary>
internal static class NeverBlockList
{
    private static readonly Lazy<ValueList> List = new(() =>
    {
        var list = new ValueList();
        foreach (NeverBlockEntry entry in All)
        {
            list.Add(entry.Entry, entry.Reason);
        }

        return list;
    });

    public static IEnumerable<NeverBlockEntry> All
    {
        get
        {
            foreach ((string entry, string note) in DataFile.Read("never-block.txt"))
            {
                yield return new NeverBlockEntry(entry, note);
            }
        }
    }

    /// <summary>Whose a value is. A URL counts where it is a whole host: below it anything may lie.</summary>
    public static string? Find(Observable item)
        => item.Type switch
        {
            ObservableType.Url => item.UrlParts.IsWholeHost ? List.Value.FindHost(item.UrlParts.Host) : null,
            _ => List.Value.Find(item),
        };
}
