using System;
using System.IO;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Hygiene;
using ThreatGrid.Sync;

namespace ThreatGrid.Observables.Export;

/// <summary>The sink for a file, whatever its format.</summary>
internal static class SinkFactory
{
    /// <summary>What a checkpoint knows a delivery by: another format, or another file, is another one.</summary>
    public static string TargetOf(ExportOptions options) => options.Format + " " + options.Path;

    /// <summary>Opens the sink.</summary>
    /// <exception cref="IOException">The file cannot be written, or is not the one that was left.</exception>
    /// <exception cref="InvalidDataException">What is remembered of the file is damaged.</exception>
    public static IBatchSink Open(ObservableFormat format, FormatOptions formatOptions, ExportOptions options, Rotation rotation, ObservableFilter filter, bool includeIps, Action<RejectedObservable> rejected, SinkState? last)
    {
        var rows = new RowFilter(format, filter, includeIps, rejected);
        string target = TargetOf(options);
        return format switch
        {
            ListFormat list => new SnapshotSink(list, rows, options, target, filter, rejected, formatOptions.Sids),
            DocumentFormat document => new DocumentSink(document, rows, options.Path, target, options.HistoryPath!, last, options.NowUtc),
            _ => new AppendSink((LineFormat)format, rows, options.Path, target, rotation, last, options.NowUtc),
        };
    }
}
