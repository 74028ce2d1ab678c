using System;
using System.Collections.Generic;
using System.Globalization;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>Reads a line of QRadar's Log Event Extended Format 2.0: the sixth field of the header names what stands between the attributes.</summary>
internal static class LeefReader
{
    private const int HeaderFields = 6;

    public static (IReadOnlyList<string> Header, IReadOnlyDictionary<string, string> Fields) Read(string line)
    {
        string[] parts = line.Split(['|'], HeaderFields + 1);
        if (parts.Length != HeaderFields + 1 || parts[0] != "LEEF:2.0" || line.IndexOfAny(['\r', '\n']) >= 0)
        {
            throw new FormatException("No line of LEEF 2.0: " + line);
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string attribute in parts[HeaderFields].Split(Delimiter(parts[HeaderFields - 1])))
        {
            int equals = attribute.IndexOf('=');
            if (equals <= 0 || equals == attribute.Length - 1)
            {
                throw new FormatException("No attribute: " + attribute);
            }

            fields.Add(attribute.Substring(0, equals), attribute.Substring(equals + 1));
        }

        return (parts, fields);
    }

    private static char Delimiter(string spec)
    {
        if (spec.Length == 1)
        {
            return spec[0];
        }

        string digits = spec.Substring(spec.IndexOf('x') + 1);
        return (char)int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
