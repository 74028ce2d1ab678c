using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Sync;

namespace ThreatGrid.Observables.Export;

/// <summary>Writes a document for each batch of rows, numbered. One that a crash left without its checkpoint is written again under the same number.</summary>
internal sealed class DocumentSink : IBatchSink
{
    private readonly DocumentFormat _format;
    private readonly RowFilter _filter;
    private readonly string _path;
    private readonly string _historyPath;
    private readonly DateTime _nowUtc;
    private readonly ValueHistory _history;
    private SinkState _state;

    public DocumentSink(DocumentFormat format, RowFilter filter, string path, string target, string historyPath, SinkState? last, DateTime nowUtc)
    {
        _format = format;
        _filter = filter;
        _path = path;
        _historyPath = historyPath;
        _nowUtc = nowUtc;
        _history = ValueHistory.Load(historyPath);
        _state = last ?? new SinkState(target, path, 0, 1);
    }

    public SinkState State => _state;

    public bool DeliversAtEnd => false;

    public void Deliver(IReadOnlyList<FeedItem> rows)
    {
        List<Observable> items = [.. _filter.Take(rows)];
        if (items.Count == 0)
        {
            return;
        }

        items.ForEach(o => _history.See(o, _nowUtc.Ticks));
        _history.Save(_historyPath);
        DeleteLeftovers();
        int part = 0;
        foreach (IEnumerable<string> document in _format.Render(items, _history))
        {
            part++;
            OutputFile.Write(PathOf(part), document);
        }

        _state = _state with { Number = _state.Number + 1 };
    }

    public void Finish()
    {
    }

    public void Dispose()
    {
    }

    private string Stem => string.Format(CultureInfo.InvariantCulture, "{0}-{1:000000}", Path.GetFileNameWithoutExtension(_path), _state.Number);

    private string PathOf(int part) => Path.Combine(
        Path.GetDirectoryName(_path)!,
        Stem + (part > 1 ? "-" + part.ToString(CultureInfo.InvariantCulture) : string.Empty) + Path.GetExtension(_path));

    private void DeleteLeftovers()
    {
        for (int part = 1; File.Exists(PathOf(part)); part++)
        {
            File.Delete(PathOf(part));
        }
    }
}
