using System.Collections.Generic;

namespace ThreatGrid.Observables.Formats;

/// <summary>A Security Intelligence DNS list. A domain covers everything below it, so what lies below another entry is folded into it.</summary>
internal sealed class FmcSiDnsFormat : FmcSiFormat
{
    public override bool CoversChildren => true;

    public override string? Refusal(Observable item)
        => item.Type == ObservableType.Domain ? null : "not a domain: a DNS list takes domains alone";

    public override string Entry(Observable item) => item.Value;

    protected override IReadOnlyList<string> Lines(ICollection<string> entries)
    {
        var all = new HashSet<string>(entries, System.StringComparer.Ordinal);
        var kept = new List<string>();
        foreach (string entry in all)
        {
            if (!HasParent(entry, all))
            {
                kept.Add(entry);
            }
        }

        return base.Lines(kept);
    }

    private static bool HasParent(string domain, HashSet<string> all)
    {
        for (int dot = domain.IndexOf('.'); dot >= 0; dot = domain.IndexOf('.', dot + 1))
        {
            if (all.Contains(domain.Substring(dot + 1)))
            {
                return true;
            }
        }

        return false;
    }
}
