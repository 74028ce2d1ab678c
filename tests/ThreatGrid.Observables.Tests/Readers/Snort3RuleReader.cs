using System;
using System.Collections.Generic;
using System.Linq;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>Reads a rule of Snort 3: the modifiers of a content stand behind it, with commas, in the same option.</summary>
internal static class Snort3RuleReader
{
    private static readonly string[] Buffers = ["http_header", "http_raw_uri"];
    private static readonly string[] Others = ["msg", "classtype", "sid", "rev"];

    /// <summary>The header, the single options, and what is looked for in which buffer of which length.</summary>
    public static (string[] Header, IReadOnlyDictionary<string, string?> Options, IReadOnlyList<(string Buffer, int? Length, string Text, string Modifiers)> Contents) Read(string rule)
    {
        (string[] header, IReadOnlyList<(string Key, string? Value)> options) = RuleReader.Read(rule);
        var single = new Dictionary<string, string?>(StringComparer.Ordinal);
        var contents = new List<(string, int?, string, string)>();
        string buffer = string.Empty;
        int? length = null;
        foreach ((string key, string? value) in options)
        {
            if (Buffers.Contains(key))
            {
                (buffer, length) = (value is null ? key : key + ":" + value, null);
            }
            else if (key == "bufferlen")
            {
                length = int.Parse(value!, System.Globalization.CultureInfo.InvariantCulture);
            }
            else if (key == "content")
            {
                int close = value!.LastIndexOf('"');
                string modifiers = value.Substring(close + 1);
                contents.Add((buffer, length, RuleReader.Content(RuleReader.Unquote(value.Substring(0, close + 1))), modifiers is "" or ",nocase" ? modifiers : throw new FormatException(modifiers)));
            }
            else
            {
                single.Add(Others.Contains(key) ? key : throw new FormatException("No option that an export has: " + key), key == "msg" ? RuleReader.Unquote(value!) : value);
            }
        }

        return (header, single, contents);
    }

    /// <summary>The name in a DNS question: labels, each behind its length, up to the empty one.</summary>
    public static string Name(string wire)
    {
        var labels = new List<string>();
        int at = 0;
        while (wire[at] != 0)
        {
            labels.Add(wire.Substring(at + 1, wire[at]));
            at += 1 + wire[at];
        }

        return at == wire.Length - 1 ? string.Join(".", labels) : throw new FormatException("Something stands behind the name.");
    }
}
