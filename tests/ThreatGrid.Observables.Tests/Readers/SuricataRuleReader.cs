using System;
using System.Collections.Generic;
using System.Linq;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>Reads a rule of Suricata: a sticky buffer, its contents, and the modifiers of each behind it.</summary>
internal static class SuricataRuleReader
{
    private static readonly string[] Buffers = ["dns.query", "http.host", "http.uri.raw"];
    private static readonly string[] Modifiers = ["nocase", "startswith", "endswith"];
    private static readonly string[] Others = ["msg", "classtype", "sid", "rev", "dataset", "dotprefix"];

    /// <summary>The header, the single options, and what is looked for in which buffer with which modifiers.</summary>
    public static (string[] Header, IReadOnlyDictionary<string, string?> Options, IReadOnlyList<(string Buffer, string Text, string Modifiers)> Contents) Read(string rule)
    {
        (string[] header, IReadOnlyList<(string Key, string? Value)> options) = RuleReader.Read(rule);
        var single = new Dictionary<string, string?>(StringComparer.Ordinal);
        var contents = new List<(string Buffer, string Text, string Modifiers)>();
        string buffer = string.Empty;
        foreach ((string key, string? value) in options)
        {
            if (Buffers.Contains(key))
            {
                buffer = key;
            }
            else if (key == "content")
            {
                contents.Add((buffer, RuleReader.Content(RuleReader.Unquote(value!)), string.Empty));
            }
            else if (Modifiers.Contains(key))
            {
                (string before, string text, string modifiers) = contents[contents.Count - 1];
                contents[contents.Count - 1] = (before, text, (modifiers + " " + key).Trim());
            }
            else
            {
                single.Add(Others.Contains(key) ? key : throw new FormatException("No option that an export has: " + key), key == "msg" ? RuleReader.Unquote(value!) : value);
            }
        }

        // The engine looks at names in lower case there, and refuses a content that has others.
        return contents.TrueForAll(c => c.Buffer != "http.host" || !c.Text.Any(t => t is >= 'A' and <= 'Z'))
            ? (header, single, contents)
            : throw new FormatException("Upper case in http.host: " + rule);
    }
}
