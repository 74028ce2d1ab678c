using System;
using System.Collections.Generic;

namespace ThreatGrid.Observables.Hygiene;

/// <summary>A list of addresses, networks, domains, hashes and URLs to look observables up in.</summary>
internal sealed class ValueList
{
    private readonly NetworkSet _networks = new();
    private readonly DomainSet _domains = new();
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);

    /// <summary>Adds an entry; false where it is none that can be read. Defanged entries are understood.</summary>
    public bool Add(string entry, string note)
    {
        string text = Defang.Undo(entry.Trim());
        if (text.IndexOf("://", StringComparison.Ordinal) > 0)
        {
            return Canonical.Url(entry) is { } url && Add(url);
        }

        if (Network.Parse(text) is { } network)
        {
            _networks.Add(network, note);
            return true;
        }

        if (Canonical.Hash(text) is { } hash)
        {
            return Add(hash);
        }

        bool withChildren = text.StartsWith("*.", StringComparison.Ordinal);
        if (Canonical.Domain(withChildren ? text.Substring(2) : text) is not { } domain || text.IndexOf('.') < 0 && !withChildren)
        {
            return false;
        }

        _domains.Add(domain, withChildren, note);
        return true;
    }

    /// <summary>The entry's note where a value is covered: a URL also by its host.</summary>
    public string? Find(Observable item) => item.Type switch
    {
        ObservableType.Ip => FindHost(item.Value),
        ObservableType.Domain => _domains.Find(item.Value),
        ObservableType.Url => _values.Contains(item.Value) ? item.Value : FindHost(item.UrlParts.Host),
        _ => _values.Contains(item.Value) ? item.Value : null,
    };

    public string? FindHost(string host)
    {
        if (Network.Parse(host) is not { } network)
        {
            return _domains.Find(host);
        }

        return _networks.Find(network) ?? (network.Embedded() is { } embedded ? _networks.Find(embedded) : null);
    }

    private bool Add(string value)
    {
        _values.Add(value);
        return true;
    }
}
