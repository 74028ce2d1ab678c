#if NET
using System;
#else
using System.Text;
#endif

namespace ThreatGrid;

/// <summary>Texts as parts of an address.</summary>
internal static class UriText
{
    /// <summary>The text with everything percent-encoded that could be taken for something else; halves of surrogate pairs become U+FFFD.</summary>
    public static string Escape(string text)
    {
#if NET
        return Uri.EscapeDataString(text);
#else
        // The method of .NET Framework throws for texts of 64 K and for halves of pairs; texts of servers and names of files may be both.
        var escaped = new StringBuilder(text.Length + 16);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            bool isPlain = b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~';
            if (isPlain)
            {
                escaped.Append((char)b);
            }
            else
            {
                escaped.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
#endif
    }
}
