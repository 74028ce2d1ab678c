using System;
using System.Collections.Generic;

namespace ThreatGrid.Client.Analysis;

/// <summary>Puts processes in the order of their tree: each root as it came, below it what it started. Resolves parents.</summary>
internal sealed class ProcessTree
{
    private readonly Dictionary<string, SampleProcess> _byRecord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SampleProcess>> _children = new(StringComparer.Ordinal);
    private readonly List<SampleProcess> _all = [];
    private readonly HashSet<SampleProcess> _given = [];
    private SampleProcess? _first;

    /// <summary>Takes a process; true where it is the first root, whose place is known before the others have come.</summary>
    public bool Add(SampleProcess process)
    {
        _all.Add(process);
        if (process.RecordId is { } id)
        {
            _byRecord[id] = process;
        }

        if (process.ParentRecordId is { } parent)
        {
            if (!_children.TryGetValue(parent, out List<SampleProcess>? siblings))
            {
                _children[parent] = siblings = [];
            }

            siblings.Add(process);
        }

        if (_first is not null || process.ParentRecordId is not null)
        {
            return false;
        }

        _first = process;
        return _given.Add(process);
    }

    /// <summary>All others in their order. A process whose parent is not there counts as a root; one that is its own ancestor too.</summary>
    public IEnumerable<SampleProcess> Rest()
    {
        if (_first is not null)
        {
            foreach (SampleProcess process in Below(_first))
            {
                yield return process;
            }
        }

        foreach (bool rootsOnly in (bool[])[true, false])
        {
            foreach (SampleProcess start in _all)
            {
                if (_given.Contains(start) || (rootsOnly && ParentOf(start) is not null))
                {
                    continue;
                }

                _given.Add(start);
                yield return Placed(start);
                foreach (SampleProcess process in Below(start))
                {
                    yield return process;
                }
            }
        }
    }

    /// <summary>All that a process started, and what they started.</summary>
    private IEnumerable<SampleProcess> Below(SampleProcess start)
    {
        var open = new Stack<SampleProcess>();
        PushChildren(open, start);
        while (open.Count > 0)
        {
            SampleProcess process = open.Pop();
            if (_given.Add(process))
            {
                yield return Placed(process);
                PushChildren(open, process);
            }
        }
    }

    private SampleProcess Placed(SampleProcess process)
    {
        if (ParentOf(process) is { } parent)
        {
            process.Depth = _given.Contains(parent) ? parent.Depth + 1 : 0;
            process.ParentName = parent.Name;
            process.ParentProcessId = parent.ProcessId;
        }

        return process;
    }

    private SampleProcess? ParentOf(SampleProcess process)
        => process.ParentRecordId is { } id && _byRecord.TryGetValue(id, out SampleProcess? parent) && parent != process ? parent : null;

    private void PushChildren(Stack<SampleProcess> open, SampleProcess process)
    {
        if (process.RecordId is { } id && _children.TryGetValue(id, out List<SampleProcess>? children))
        {
            for (int i = children.Count - 1; i >= 0; i--)
            {
                open.Push(children[i]);
            }
        }
    }
}
