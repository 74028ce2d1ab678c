using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using System.Threading;

namespace ThreatGrid.Emulator.Faults;

/// <summary>The faults that wait for their requests.</summary>
internal sealed class FaultList
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _faults = [];
    private readonly Random _random = new(1);

    public void Add(Fault fault)
    {
        lock (_lock)
        {
            _faults.Add(fault);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    /// <summary>The fault that hits a request; null for none. The first that fits wins.</summary>
    public Fault? Take(string method, string path, string query)
    {
        lock (_lock)
        {
            foreach (Fault fault in _faults)
            {
                string counted = fault.Each ? method + path + query : string.Empty;
                int hits = fault.Hits.GetValueOrDefault(counted);
                bool fits = (fault.Method is null || fault.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
                    && (fault.Times == 0 || hits < fault.Times)
                    && Regex.IsMatch(path, fault.Path);
                if (!fits || (fault.Percent > 0 && _random.NextDouble() * 100 >= fault.Percent))
                {
                    continue;
                }

                if (fault.Skip > 0)
                {
                    fault.Skip--;
                    continue;
                }

                fault.Hits[counted] = hits + 1;
                return fault;
            }

            return null;
        }
    }
}
