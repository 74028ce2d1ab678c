using System;
using System.Collections.Generic;
using System.Globalization;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Hygiene;

namespace ThreatGrid.Observables.Export;

/// <summary>What a list holds: what came now and what came before, without what was not seen for too long, the newest first where there is no room for all.</summary>
internal sealed class ListAgeing(ExportOptions options, ObservableFilter filter, Action<RejectedObservable> rejected)
{
    public IReadOnlyList<Observable> Apply(ValueHistory history, IEnumerable<Observable> items)
    {
        var now = new HashSet<(ObservableType, string)>();
        foreach (Observable item in items)
        {
            // A list has addresses, whatever their ports.
            item.Port = null;
            history.See(item, options.NowUtc.Ticks);
            now.Add((item.Type, item.Value));
        }

        if (options.KeepFor is { } keepFor)
        {
            foreach (Observable aged in history.Age((options.NowUtc - keepFor).Ticks))
            {
                rejected(filter.Drop(aged, "not seen since " + TimeText.Iso(aged.UtcTicks!.Value), now.Contains((aged.Type, aged.Value))));
            }
        }

        // What earlier rules let in does not stay for that: somebody adds to an allow-list because the live list has the value.
        var all = new List<Observable>(history.Count);
        foreach (Observable known in history.NewestFirst())
        {
            if (!now.Contains((known.Type, known.Value)) && filter.JudgeAgain(known) is { } barred)
            {
                history.Forget(known);
                rejected(barred);
            }
            else
            {
                all.Add(known);
            }
        }

        if (options.MaximumEntries is not { } most || all.Count <= most)
        {
            return all;
        }

        var kept = new List<Observable>(most);
        for (int i = 0; i < all.Count; i++)
        {
            if (i < most)
            {
                kept.Add(all[i]);
            }
            else
            {
                rejected(filter.Drop(all[i], string.Format(CultureInfo.InvariantCulture, "over the {0} entries of the list", most), now.Contains((all[i].Type, all[i].Value))));
            }
        }

        return kept;
    }
}
