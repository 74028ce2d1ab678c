using System;
using System.Collections.Generic;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Hygiene;

namespace ThreatGrid.Observables.Export;

/// <summary>The observables of rows that an output takes.</summary>
internal sealed class RowFilter(ObservableFormat format, ObservableFilter filter, bool includeIps, Action<RejectedObservable> rejected)
{
    public IEnumerable<Observable> Take(IReadOnlyList<FeedItem> rows)
    {
        foreach (FeedItem row in rows)
        {
            foreach (Observable observable in ObservableReader.Read(row, includeIps))
            {
                if (filter.Judge(observable, format.Refusal, row) is { } refused)
                {
                    rejected(refused);
                }
                else
                {
                    yield return observable;
                }
            }
        }
    }
}
