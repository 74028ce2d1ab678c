using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>Reads a list as a firewall does: ASCII without a byte order mark, LF behind each line, nothing around a value, no value twice.</summary>
internal static class ListFileReader
{
    public static IReadOnlyList<string> Read(byte[] file)
    {
        if (file.Length == 0 || file[file.Length - 1] != '\n' || Array.Exists(file, b => b is not ((byte)'\n' or (> 0x20 and < 0x7F))))
        {
            throw new FormatException("Not printable ASCII in lines that end with LF.");
        }

        string[] lines = Encoding.ASCII.GetString(file, 0, file.Length - 1).Split('\n');
        return lines.All(l => l.Length > 0) && lines.Distinct().Count() == lines.Length ? lines : throw new FormatException("A line is empty, or there twice.");
    }
}
