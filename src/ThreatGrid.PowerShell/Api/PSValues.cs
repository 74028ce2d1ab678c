using System;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Json;

namespace ThreatGrid.PowerShell.Api;

/// <summary>Turns plain values into what PowerShell users expect: objects with properties, or case-sensitive hashtables.</summary>
internal static class PSValues
{
    public static object? From(object? value, bool asHashtable) => value switch
    {
        MemberDictionary members when asHashtable => ToDictionary(members),
        MemberDictionary members => ToObject(members),
        IReadOnlyList<object?> items => items.Select(i => From(i, asHashtable)).ToArray(),
        _ => value,
    };

    private static PSObject ToObject(MemberDictionary members)
    {
        var result = new PSObject();
        foreach (KeyValuePair<string, object?> member in members)
        {
            // Two names may differ only in case, which properties cannot: the later one gets an underscore, none is lost.
            string name = member.Key.Length == 0 ? "_" : member.Key;
            while (result.Properties[name] is not null)
            {
                name += "_";
            }

            result.Properties.Add(new PSNoteProperty(name, ValueOf(member, asHashtable: false)));
        }

        return result;
    }

    private static OrderedDictionary ToDictionary(MemberDictionary members)
    {
        var result = new OrderedDictionary(members.Count, StringComparer.Ordinal);
        foreach (KeyValuePair<string, object?> member in members)
        {
            result.Add(member.Key, ValueOf(member, asHashtable: true));
        }

        return result;
    }

    private static object? ValueOf(KeyValuePair<string, object?> member, bool asHashtable)
        => SecretMembers.Contains(member.Key) && member.Value is string ? "****" : From(member.Value, asHashtable);
}
