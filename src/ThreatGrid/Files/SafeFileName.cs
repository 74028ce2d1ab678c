using System;
using System.Collections.Generic;
using System.Text;

namespace ThreatGrid.Files;

/// <summary>Makes a name that is a file's on every system: no path, no device of Windows, no trailing dot, not endless.</summary>
internal static class SafeFileName
{
    private const int MaximumLength = 200;

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
            safe.Append(c is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' || char.IsControl(c) || char.IsSurrogate(c) ? '_' : c);
        }

        if (safe.Length > MaximumLength)
        {
            safe.Length = MaximumLength;
        }

        string text = safe.ToString().TrimEnd('.', ' ').TrimStart(' ');
        int dot = text.IndexOf('.');
        bool isDevice = Devices.Contains((dot < 0 ? text : text.Substring(0, dot)).TrimEnd());
        return text.Length == 0 || text.Trim('.').Length == 0 ? "_" : isDevice ? "_" + text : text;
    }
}
