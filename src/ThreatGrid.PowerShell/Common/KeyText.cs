using System.Linq;

namespace ThreatGrid.PowerShell.Common;

/// <summary>Knows keys by their look, for where one was given in a wrong place and an error would repeat it.</summary>
internal static class KeyText
{
    private const int KeyLength = 26;

    /// <summary>Whether it has the length and the letters of an API key (section 2.2 of the API reference).</summary>
    public static bool LooksLikeKey(string text)
        => text.Length == KeyLength && text.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'));

    /// <summary>What a message may show of a text that a user gave as a name.</summary>
    public static string Show(string name) => LooksLikeKey(name) ? "****" : name;
}
