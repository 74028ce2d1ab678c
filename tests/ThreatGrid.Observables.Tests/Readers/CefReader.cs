using System;
using System.Collections.Generic;
using System.Text;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>Reads a line of the Common Event Format as ArcSight's guide describes it, and takes nothing that the guide does not allow.</summary>
internal static class CefReader
{
    private const int HeaderFields = 7;

    public static (IReadOnlyList<string> Header, IReadOnlyDictionary<string, string> Fields) Read(string line)
    {
        if (line.IndexOfAny(['\r', '\n']) >= 0 || !line.StartsWith("CEF:0|", StringComparison.Ordinal))
        {
            throw new FormatException("No line of CEF: " + line);
        }

        var header = new List<string>();
        var field = new StringBuilder();
        int at = 0;
        while (header.Count < HeaderFields)
        {
            char c = line[at++];
            if (c == '\\')
            {
                char escaped = line[at++];
                field.Append(escaped is '\\' or '|' ? escaped : throw new FormatException("The header has the escape \\" + escaped));
            }
            else if (c == '|')
            {
                header.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        return (header, Extension(line.Substring(at)));
    }

    private static Dictionary<string, string> Extension(string text)
    {
        var starts = new List<(int Key, int Sign)>();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '=')
            {
                starts.Add((text.LastIndexOf(' ', i) + 1, i));
            }
        }

        if (starts.Count > 0 && starts[0].Key != 0)
        {
            throw new FormatException("The extension begins with no key.");
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int n = 0; n < starts.Count; n++)
        {
            (int key, int equals) = starts[n];
            string name = text.Substring(key, equals - key);
            if (name.Length == 0 || Array.Exists(name.ToCharArray(), c => c >= 0x80 || !char.IsLetterOrDigit(c)))
            {
                throw new FormatException("No key of CEF: " + name);
            }

            int end = n + 1 < starts.Count ? starts[n + 1].Key - 1 : text.Length;
            string value = Unescape(text.Substring(equals + 1, end - equals - 1));
            fields.Add(name, value.Length > 0 ? value : throw new FormatException(name + " has no value."));
        }

        return fields;
    }

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                plain.Append(text[i]);
                continue;
            }

            char escaped = text[++i];
            plain.Append(escaped switch
            {
                '\\' or '=' => escaped,
                'n' => '\n',
                'r' => '\r',
                _ => throw new FormatException("The extension has the escape \\" + escaped),
            });
        }

        return plain.ToString();
    }
}
