using System.Collections.Generic;
using System.IO;
using System.Text;

namespace ThreatGrid.Observables.Hygiene;

/// <summary>The lists that are built in: one entry a line, then what it is; <c>#</c> and <c>//</c> start a comment.</summary>
internal static class DataFile
{
    public static IEnumerable<(string Entry, string Note)> Read(string name)
    {
        using Stream stream = typeof(DataFile).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#' || line.StartsWith("//", System.StringComparison.Ordinal))
            {
                continue;
            }

            int end = line.IndexOfAny([' ', '\t']);
            yield return end < 0 ? (line, string.Empty) : (line.Substring(0, end), line.Substring(end).Trim());
        }
    }
}
