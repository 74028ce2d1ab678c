using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Hygiene;

namespace ThreatGrid.Observables.Export;

/// <summary>Writes observables to a file, whatever the format: records as they come, lists and documents when all have come.</summary>
internal sealed class ObservableExport : IDisposable
{
    private readonly ObservableFormat _format;
    private readonly FormatOptions _formatOptions;
    private readonly ExportOptions _options;
    private readonly ObservableFilter _filter;
    private readonly Action<RejectedObservable> _rejected;
    private readonly List<Observable> _items = [];
    private readonly AppendFile? _appended;
    private readonly OutputFile? _records;
    private long _count;

    public ObservableExport(ObservableFormat format, FormatOptions formatOptions, ExportOptions options, ObservableFilter filter, Action<RejectedObservable> rejected)
    {
        _format = format;
        _formatOptions = formatOptions;
        _options = options;
        _filter = filter;
        _rejected = rejected;
        if (format is LineFormat lines)
        {
            if (options.Append)
            {
                _appended = new AppendFile(lines, options.Path, knownLength: null);
            }
            else
            {
                _records = new OutputFile(options.Path);
                if (lines.Header is { } header)
                {
                    _records.Writer.WriteLine(header);
                }
            }
        }
    }

    /// <summary>Takes an observable that is not refused.</summary>
    public void Add(Observable item)
    {
        _count++;
        if (_appended is not null)
        {
            _appended.Add(item);
        }
        else if (_records is not null)
        {
            _records.Writer.WriteLine(((LineFormat)_format).Render(item));
        }
        else
        {
            _items.Add(item);
        }
    }

    /// <summary>Puts the file, or the files, in their place.</summary>
    /// <exception cref="ExportRefusedException">A list that is there must stay.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public IReadOnlyList<ExportedFile> Finish()
    {
        switch (_format)
        {
            case ListFormat list:
                return [FinishList(list)];
            case DocumentFormat document:
                return FinishDocuments(document);
            default:
                if (_appended is not null)
                {
                    _appended.Flush();
                    _appended.Dispose();
                    return [Made(_options.Path, _count, _appended.Length, OutputFile.Sha256Of(_options.Path), _count > 0)];
                }

                (long length, string sha256, bool isChanged) = _records!.Finish();
                return [Made(_options.Path, _count, length, sha256, isChanged)];
        }
    }

    public void Dispose()
    {
        _appended?.Dispose();
        _records?.Dispose();
    }

    private ExportedFile FinishList(ListFormat list)
    {
        IReadOnlyList<Observable> items = _items;
        ValueHistory? history = null;
        if (_options.KeepFor is not null || _options.MaximumEntries is not null)
        {
            history = _options.HistoryPath is { } path && _options.KeepFor is not null ? ValueHistory.Load(path) : new ValueHistory();
            items = new ListAgeing(_options, _filter, _rejected).Apply(history, _items);
        }

        (long count, long length, string sha256, bool isChanged) = new ListFile(list, _options.Path)
        {
            Guard = _options.Guard,
            WithMd5 = _options.WithMd5,
            Sids = _formatOptions.Sids,
        }.Write(items);
        if (_options.HistoryPath is { } kept && _options.KeepFor is not null)
        {
            history!.Save(kept);
        }

        return Made(_options.Path, count, length, sha256, isChanged);
    }

    private List<ExportedFile> FinishDocuments(DocumentFormat document)
    {
        ValueHistory history = _options.HistoryPath is { } path ? ValueHistory.Load(path) : new ValueHistory();
        foreach (Observable item in _items)
        {
            history.See(item, _options.NowUtc.Ticks);
        }

        var files = new List<ExportedFile>();
        List<IEnumerable<string>> documents = [.. document.Render(_items, history)];
        for (int i = 0; i < documents.Count; i++)
        {
            string name = documents.Count == 1 ? _options.Path : Numbered(_options.Path, i + 1);
            (long length, string sha256, bool isChanged) = OutputFile.Write(name, documents[i]);
            files.Add(Made(name, _count, length, sha256, isChanged));
        }

        if (_options.HistoryPath is { } kept)
        {
            history.Save(kept);
        }

        return files;
    }

    private ExportedFile Made(string path, long count, long length, string sha256, bool isChanged)
        => new(path, _options.Format, count, length, sha256, isChanged, _filter.Summary);

    private static string Numbered(string path, int number) => Path.Combine(
        Path.GetDirectoryName(path)!,
        string.Format(CultureInfo.InvariantCulture, "{0}-{1}{2}", Path.GetFileNameWithoutExtension(path), number, Path.GetExtension(path)));
}
