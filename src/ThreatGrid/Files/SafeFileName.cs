using System;
using System.Collections.Generic;
using System.Text;

namespace ThreatGrid.Files;

/// <summary>Makes a name that is a file's on every system: no path, no device of Windows, no trailing dot, not endless, and read in the order in which it is written.</summary>
internal static class SafeFileName
{
    /// <summary>In UTF-8. Most systems take 255, and a file that is being written has a longer name.</summary>
    private const int MaximumBytes = 240;

    private const int LongestExtension = 16;

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <summary>The name, with what no file's name may hold replaced by an underscore.</summary>
    public static string Of(string name)
    {
        var safe = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            safe.Append(c is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' || char.IsControl(c) || char.IsSurrogate(c) || TurnsAround(c) ? '_' : c);
        }

        string text = Cut(safe.ToString().Trim(' ')).TrimEnd('.', ' ');
        int dot = text.IndexOf('.');
        bool isDevice = Devices.Contains((dot < 0 ? text : text.Substring(0, dot)).TrimEnd());
        return text.Length == 0 || text.Trim('.').Length == 0 ? "_" : isDevice ? "_" + text : text;
    }

    /// <summary>Marks of direction, by which a program shows itself as a picture.</summary>
    private static bool TurnsAround(char c) => c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>What is too long loses its middle: the extension says what it is.</summary>
    private static string Cut(string name)
    {
        int dot = name.LastIndexOf('.');
        string extension = dot > 0 && name.Length - dot <= LongestExtension ? name.Substring(dot) : string.Empty;
        int kept = name.Length - extension.Length;
        int room = MaximumBytes - Encoding.UTF8.GetByteCount(extension);
        for (int bytes = Encoding.UTF8.GetByteCount(name) - Encoding.UTF8.GetByteCount(extension); bytes > room; kept--)
        {
            bytes -= name[kept - 1] < 0x80 ? 1 : name[kept - 1] < 0x800 ? 2 : 3;
        }

        return name.Substring(0, kept) + extension;
    }
}
