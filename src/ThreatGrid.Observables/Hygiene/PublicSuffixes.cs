using System;
using System.Collections.Generic;

namespace ThreatGrid.Observables.Hygiene;

/// <summary>
/// The names under which others register theirs, <c>com</c>, <c>co.uk</c>, <c>github.io</c>: the Public Suffix List with its private section. A block-list entry for one would cover everybody below it.
/// </summary>
internal static class PublicSuffixes
{
    private const string File = "public_suffix_list.dat";

    private static readonly Lazy<Rules> All = new(Load);

    public static bool Contains(string domain)
    {
        Rules rules = All.Value;
        if (rules.Exceptions.Contains(domain))
        {
            return false;
        }

        int dot = domain.IndexOf('.');
        return rules.Exact.Contains(domain) || (dot >= 0 && rules.Wildcards.Contains(domain.Substring(dot + 1)));
    }

    private static Rules Load()
    {
        var rules = new Rules([], [], []);
        foreach ((string rule, string _) in DataFile.Read(File))
        {
            (HashSet<string> set, string name) = rule[0] switch
            {
                '!' => (rules.Exceptions, rule.Substring(1)),
                '*' => (rules.Wildcards, rule.Substring(2)),
                _ => (rules.Exact, rule),
            };
            if (Canonical.Domain(name) is { } domain)
            {
                set.Add(domain);
            }
        }

        return rules;
    }

    private sealed record Rules(HashSet<string> Exact, HashSet<string> Wildcards, HashSet<string> Exceptions);
}
