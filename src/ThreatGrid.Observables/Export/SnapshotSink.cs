using System;
using System.Collections.Generic;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Hygiene;
using ThreatGrid.Sync;

namespace ThreatGrid.Observables.Export;

/// <summary>Keeps a list: values and when they were seen last are remembered, and the whole list is written anew at the end of each run, so that it ages even where nothing new came.</summary>
internal sealed class SnapshotSink(ListFormat format, RowFilter rows, ExportOptions options, string target, ObservableFilter filter, Action<RejectedObservable> rejected, SidRegistry? sids) : IBatchSink
{
    private readonly List<Observable> _items = [];

    public SinkState State => new(target, options.Path, 0, 1);

    public bool DeliversAtEnd => true;

    public void Deliver(IReadOnlyList<FeedItem> items) => _items.AddRange(rows.Take(items));

    public void Finish()
    {
        ValueHistory history = ValueHistory.Load(options.HistoryPath!);
        IReadOnlyList<Observable> all = new ListAgeing(options, filter, rejected).Apply(history, _items);
        new ListFile(format, options.Path) { Guard = options.Guard, WithMd5 = options.WithMd5, Sids = sids }.Write(all);

        // After the list: were it the other way, a list that was refused would look like one that was written.
        history.Save(options.HistoryPath!);
    }

    public void Dispose()
    {
    }
}
