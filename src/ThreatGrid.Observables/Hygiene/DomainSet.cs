using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace ThreatGrid.Observables.Hygiene;

/// <summary>Domains, each alone or with everything below it. A name is a child where a label ends, not where the texts end alike.</summary>
internal sealed class DomainSet
{
    private readonly Dictionary<string, (bool WithChildren, string Note)> _entries = new(StringComparer.Ordinal);

    /// <summary>Adds a domain in its one spelling.</summary>
    public void Add(string domain, bool withChildren, string note)
    {
        bool known = _entries.TryGetValue(domain, out (bool WithChildren, string Note) entry);
        _entries[domain] = (withChildren || (known && entry.WithChildren), known ? entry.Note : note);
    }

    /// <summary>What the entry is that covers a domain; null where none does.</summary>
    [MethodImpl(HotPath.Optimized)]
    public string? Find(string domain)
    {
        if (_entries.Count == 0)
        {
            return null;
        }

        if (_entries.TryGetValue(domain, out (bool WithChildren, string Note) entry))
        {
            return entry.Note;
        }

        for (int dot = domain.IndexOf('.'); dot >= 0; dot = domain.IndexOf('.', dot + 1))
        {
            if (_entries.TryGetValue(domain.Substring(dot + 1), out entry) && entry.WithChildren)
            {
                return entry.Note;
            }
        }

        return null;
    }
}
