using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace ThreatGrid.Observables.Export;

/// <summary>Keeps a live list from being emptied, or turned over, by a feed that went wrong.</summary>
internal sealed class ListGuard
{
    /// <summary>In a list shorter than this two entries would be a swing.</summary>
    private const int SmallList = 20;

    /// <summary>Whether the user wants it all the same.</summary>
    public bool Force { get; init; }

    /// <summary>How much of the list may come or go at once, in per cent.</summary>
    public int MaximumChange { get; init; } = 50;

    /// <summary>Checks what is to take the place of a file.</summary>
    /// <exception cref="ExportRefusedException">It must not.</exception>
    public void Check(string path, IReadOnlyList<string> lines)
    {
        if (Force || !File.Exists(path))
        {
            return;
        }

        var before = new HashSet<string>(File.ReadLines(path, Encoding.UTF8), StringComparer.Ordinal);
        if (lines.Count == 0 && before.Count > 0)
        {
            throw new ExportRefusedException(
                "EmptyList",
                $"The new list is empty, and '{path}' has {before.Count} entries. It stays as it is.",
                "Check why nothing came. Where the list is to be emptied, add -Force.");
        }

        int common = 0;
        foreach (string line in lines)
        {
            common += before.Contains(line) ? 1 : 0;
        }

        int larger = Math.Max(before.Count, lines.Count);
        int swing = Math.Max(before.Count - common, lines.Count - common);
        if (before.Count > 0 && larger >= SmallList && swing * 100L > (long)larger * MaximumChange)
        {
            throw new ExportRefusedException(
                "ListSwing",
                string.Format(
                    CultureInfo.InvariantCulture,
                    "{0} entries would come and {1} go, of {2} in '{3}': more than {4} per cent. It stays as it is.",
                    lines.Count - common,
                    before.Count - common,
                    before.Count,
                    path,
                    MaximumChange),
                "Look at what changed. Where it is right, add -Force, or raise -MaximumChange.");
        }
    }
}
