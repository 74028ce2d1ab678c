using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace ThreatGrid.Observables.Hygiene;

/// <summary>
/// What the user never wants in an output: domains, alone or with <c>*.</c> everything below and the domain itself, addresses, networks, hashes, URLs. A line that cannot be read is an error: taken for a comment, it would let through what it was to stop.
/// </summary>
internal sealed class AllowList
{
    private readonly ValueList _values = new();

    /// <summary>Reads a file, one entry a line; <c>#</c> at the start of a line or after a blank begins a comment.</summary>
    /// <exception cref="FormatException">A line is no entry; the message names file, line and text.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void AddFile(string path)
    {
        int number = 0;
        foreach (string line in File.ReadLines(path, Encoding.UTF8))
        {
            number++;
            Add(line, string.Format(CultureInfo.InvariantCulture, "{0}, line {1}", path, number));
        }
    }

    /// <summary>Adds entries that are at hand.</summary>
    /// <exception cref="FormatException">One is none; the message names it.</exception>
    public void AddEntries(IEnumerable<string> entries)
    {
        foreach (string entry in entries)
        {
            Add(entry, "-AllowEntry");
        }
    }

    /// <summary>The entry that covers a value; null where none does.</summary>
    public string? Find(Observable item) => _values.Find(item);

    private void Add(string line, string place)
    {
        string text = WithoutComment(line);
        if (text.Length > 0 && !_values.Add(text, text))
        {
            throw new FormatException($"The allow-list has an entry that is no domain, address, network, hash or URL: '{text}' ({place}).");
        }
    }

    private static string WithoutComment(string line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '#' && (i == 0 || char.IsWhiteSpace(line[i - 1])))
            {
                return line.Substring(0, i).Trim();
            }
        }

        return line.Trim();
    }
}
