using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace ThreatGrid.Client.Analysis;

/// <summary>Puts processes in the order of their tree: each root as it came, below it what it started. Resolves parents.</summary>
internal sealed class ProcessTree
{
    private readonly Dictionary<string, SampleProcess> _byRecord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SampleProcess>> _children = new(StringComparer.Ordinal);
    private readonly List<SampleProcess> _all = [];
    private readonly Stack<SampleProcess> _open = new();
    private SampleProcess? _first;

    /// <summary>Takes a process; true where it is the first root, whose place is known before the others have come.</summary>
    [MethodImpl(HotPath.Optimized)]
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
            return false;
        }

        if (_first is not null)
        {
            return false;
        }

        _first = process;
        process.IsPlaced = true;
        return true;
    }

    /// <summary>All others in their order. A process whose parent is not there counts as a root; of those that are their own ancestors the first does.</summary>
    [MethodImpl(HotPath.Optimized)]
    public IReadOnlyList<SampleProcess> Rest()
    {
        var order = new List<SampleProcess>(_all.Count);
        if (_first is not null)
        {
            AddBelow(_first, order);
        }

        foreach (bool rootsOnly in (bool[])[true, false])
        {
            foreach (SampleProcess start in _all)
            {
                if (!start.IsPlaced && !(rootsOnly && ParentOf(start) is not null))
                {
                    Place(start, order);
                    AddBelow(start, order);
                }
            }
        }

        return order;
    }

    /// <summary>All that a process started, and what they started.</summary>
    [MethodImpl(HotPath.Optimized)]
    private void AddBelow(SampleProcess start, List<SampleProcess> order)
    {
        PushChildren(start);
        while (_open.Count > 0)
        {
            SampleProcess process = _open.Pop();
            if (!process.IsPlaced)
            {
                Place(process, order);
                PushChildren(process);
            }
        }
    }

    private void Place(SampleProcess process, List<SampleProcess> order)
    {
        if (ParentOf(process) is { } parent)
        {
            process.Depth = parent.IsPlaced ? parent.Depth + 1 : 0;
            process.ParentName = parent.Name;
            process.ParentProcessId = parent.ProcessId;
        }

        process.IsPlaced = true;
        order.Add(process);
    }

    private SampleProcess? ParentOf(SampleProcess process)
        => process.ParentRecordId is { } id && _byRecord.TryGetValue(id, out SampleProcess? parent) && parent != process ? parent : null;

    private void PushChildren(SampleProcess process)
    {
        if (process.RecordId is { } id && _children.TryGetValue(id, out List<SampleProcess>? children))
        {
            // Once is enough, also where a thousand processes have one id.
            _children.Remove(id);
            for (int i = children.Count - 1; i >= 0; i--)
            {
                _open.Push(children[i]);
            }
        }
    }
}
