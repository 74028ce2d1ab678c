using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace ThreatGrid.Observables.Hygiene;

/// <summary>Networks, each with what it is, to look addresses up in.</summary>
internal sealed class NetworkSet
{
    private readonly List<(Network Network, string Note)> _added = [];
    private (Network Network, string Note, UInt128Pair Reach)[]? _sorted;

    public void Add(Network network, string note)
    {
        _added.Add((network, note));
        _sorted = null;
    }

    /// <summary>What the network is that an address, or any address of a network, lies in; null where it lies in none.</summary>
    [MethodImpl(HotPath.Optimized)]
    public string? Find(Network network)
    {
        _sorted ??= Sort();

        // The last one that begins at or before the end; from there back as long as any could still reach.
        int low = 0;
        int high = _sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_sorted[middle].Network.First.CompareTo(network.Last) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        for (int i = low - 1; i >= 0 && _sorted[i].Reach.CompareTo(network.First) >= 0; i--)
        {
            if (_sorted[i].Network.Overlaps(network))
            {
                return _sorted[i].Note;
            }
        }

        return null;
    }

    /// <summary>By their beginnings; <c>Reach</c> is the furthest end of all up to there.</summary>
    private (Network Network, string Note, UInt128Pair Reach)[] Sort()
    {
        _added.Sort(static (a, b) => a.Network.First.CompareTo(b.Network.First));
        var sorted = new (Network, string, UInt128Pair)[_added.Count];
        UInt128Pair reach = default;
        for (int i = 0; i < sorted.Length; i++)
        {
            UInt128Pair last = _added[i].Network.Last;
            reach = i == 0 || last.CompareTo(reach) > 0 ? last : reach;
            sorted[i] = (_added[i].Network, _added[i].Note, reach);
        }

        return sorted;
    }
}
