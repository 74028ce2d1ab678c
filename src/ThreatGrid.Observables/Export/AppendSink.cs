using System;
using System.Collections.Generic;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Sync;

namespace ThreatGrid.Observables.Export;

/// <summary>Adds the rows of a feed to a file of lines, and brings them to the disk before it says that they are delivered.</summary>
internal sealed class AppendSink : IBatchSink
{
    private readonly LineFormat _format;
    private readonly RowFilter _filter;
    private readonly string _path;
    private readonly Rotation _rotation;
    private readonly DateTime _nowUtc;
    private readonly string _target;
    private AppendFile? _file;
    private SinkState _state;

    /// <summary>Opens the file that the last run wrote to, and settles what a crash left in it.</summary>
    /// <param name="format">The lines.</param>
    /// <param name="filter">The observables that are wanted.</param>
    /// <param name="path">The file, or what the names of rotated files are made of.</param>
    /// <param name="target">Path and format, as the checkpoint knows them.</param>
    /// <param name="rotation">When the next file begins.</param>
    /// <param name="last">What the last run left; null where there was none.</param>
    /// <param name="nowUtc">The time of the run.</param>
    public AppendSink(LineFormat format, RowFilter filter, string path, string target, Rotation rotation, SinkState? last, DateTime nowUtc)
    {
        _format = format;
        _filter = filter;
        _path = path;
        _rotation = rotation;
        _nowUtc = nowUtc;
        _target = target;
        _state = last ?? new SinkState(target, rotation.PathOf(path, nowUtc, 1), 0, 1);

        // A file that is gone was taken away, delivered as it was; one that is there before the first run is added to.
        bool isThere = System.IO.File.Exists(_state.Path);
        Open(!isThere ? 0 : last is null ? null : _state.Length);
    }

    public SinkState State => _state;

    public bool DeliversAtEnd => false;

    public void Deliver(IReadOnlyList<FeedItem> rows)
    {
        RotateIfDue();
        foreach (Observable item in _filter.Take(rows))
        {
            _file!.Add(item);
        }

        Flush();
    }

    public void Finish() => Flush();

    public void Dispose() => _file?.Dispose();

    private void Flush()
    {
        _file!.Flush();
        _state = _state with { Length = _file.Length };
    }

    private void RotateIfDue()
    {
        bool isNewDay = _rotation.Daily && _state.Path != _rotation.PathOf(_path, _nowUtc, _state.Number);
        bool isFull = _rotation.Size is { } size && _file!.Length >= size;
        if (!isNewDay && !isFull)
        {
            return;
        }

        int number = isNewDay ? 1 : _state.Number + 1;
        _file!.Dispose();
        _state = new SinkState(_target, _rotation.PathOf(_path, _nowUtc, number), 0, number);

        // Where a crash came between this and the checkpoint, the file is there, and what is whole in it is delivered.
        Open(knownLength: 0);
    }

    private void Open(long? knownLength)
    {
        _file = new AppendFile(_format, _state.Path, knownLength);
        _state = _state with { Length = _file.Length };
    }
}
