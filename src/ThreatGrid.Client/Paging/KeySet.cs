using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace ThreatGrid.Client.Paging;

/// <summary>A set of row identities at eight bytes each: open addressing, no objects.</summary>
internal sealed class KeySet
{
    private ulong[] _slots;
    private bool _hasZero;

    public KeySet(int capacity = 64)
    {
        int size = 128;
        while (size < capacity * 2)
        {
            size *= 2;
        }

        _slots = new ulong[size];
    }

    public int Count { get; private set; }

    /// <summary>Adds a key; false when it was there.</summary>
    [MethodImpl(HotPath.Optimized)]
    public bool Add(ulong key)
    {
        if (key == 0)
        {
            bool isNew = !_hasZero;
            _hasZero = true;
            Count += isNew ? 1 : 0;
            return isNew;
        }

        if ((Count + 1) * 4L > _slots.Length * 3L)
        {
            Grow();
        }

        if (!Place(_slots, key))
        {
            return false;
        }

        Count++;
        return true;
    }

    [MethodImpl(HotPath.Optimized)]
    public bool Contains(ulong key)
    {
        if (key == 0)
        {
            return _hasZero;
        }

        int mask = _slots.Length - 1;
        for (int at = (int)(key & (uint)mask); _slots[at] != 0; at = (at + 1) & mask)
        {
            if (_slots[at] == key)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Puts all keys into another set.</summary>
    public void CopyTo(KeySet other)
    {
        foreach (ulong key in Keys())
        {
            other.Add(key);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private static bool Place(ulong[] slots, ulong key)
    {
        int mask = slots.Length - 1;
        int at = (int)(key & (uint)mask);
        while (slots[at] != 0)
        {
            if (slots[at] == key)
            {
                return false;
            }

            at = (at + 1) & mask;
        }

        slots[at] = key;
        return true;
    }

    private IEnumerable<ulong> Keys()
    {
        if (_hasZero)
        {
            yield return 0;
        }

        foreach (ulong key in _slots)
        {
            if (key != 0)
            {
                yield return key;
            }
        }
    }

    private void Grow()
    {
        var larger = new ulong[_slots.Length * 2];
        foreach (ulong key in _slots)
        {
            if (key != 0)
            {
                Place(larger, key);
            }
        }

        _slots = larger;
    }
}
