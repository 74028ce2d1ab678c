using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>The syntax that rules of Suricata and Snort 3 share: seven words, then options in brackets, each up to a semicolon that stands in no quotation marks.</summary>
internal static class RuleReader
{
    private const int HeaderWords = 7;

    public static (string[] Header, IReadOnlyList<(string Key, string? Value)> Options) Read(string rule)
    {
        if (rule.Any(c => c is < ' ' or > '~'))
        {
            throw new FormatException("A rule is printable ASCII: " + rule);
        }

        int open = rule.IndexOf('(');
        string[] header = rule.Substring(0, open).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (header.Length != HeaderWords || header[0] != "alert" || header[4] != "->" || rule[rule.Length - 1] != ')')
        {
            throw new FormatException("No rule that alarms: " + rule);
        }

        return (header, Options(rule.Substring(open + 1, rule.Length - open - 2).Trim()));
    }

    /// <summary>The bytes of a content: what stands between bars is hexadecimal. A backslash would be an escape, which not every manager takes.</summary>
    public static string Content(string text)
    {
        var plain = new StringBuilder();
        string[] parts = text.Split('|');
        if (parts.Length % 2 == 0 || text.IndexOfAny(['\\', '"', ';', ':']) >= 0)
        {
            throw new FormatException("No content: " + text);
        }

        for (int i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 0)
            {
                plain.Append(parts[i]);
                continue;
            }

            foreach (string code in parts[i].Split(' '))
            {
                plain.Append(code.Length == 2 ? (char)byte.Parse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : throw new FormatException("No byte: " + code));
            }
        }

        return plain.ToString();
    }

    /// <summary>What stands between quotation marks.</summary>
    public static string Unquote(string text)
        => text.Length >= 2 && text[0] == '"' && text.IndexOf('"', 1) == text.Length - 1 ? text.Substring(1, text.Length - 2) : throw new FormatException("Not in quotation marks: " + text);

    private static List<(string, string?)> Options(string text)
    {
        var options = new List<(string, string?)>();
        int start = 0;
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '"';
            if (text[i] != ';' || isQuoted)
            {
                continue;
            }

            string option = text.Substring(start, i - start).Trim();
            int colon = option.IndexOf(':');
            options.Add(colon < 0 ? (option, null) : (option.Substring(0, colon), option.Substring(colon + 1)));
            start = i + 1;
        }

        return start == text.Length ? options : throw new FormatException("An option ends with a semicolon: " + text);
    }
}
