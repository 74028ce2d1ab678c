using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace ThreatGrid.Client.Json;

/// <summary>The names under which servers echo secrets.</summary>
internal static class SecretMembers
{
    private static readonly string[] Names = ["api_key", "api-key", "password"];
    private static readonly byte[][] Utf8Names = Array.ConvertAll(Names, Encoding.UTF8.GetBytes);

    public static bool Contains(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the reader stands on such a name.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static bool IsAt(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length == 0 || reader.ValueSpan[0] is not ((byte)'a' or (byte)'p' or (byte)'\\'))
        {
            return false;
        }

        foreach (byte[] name in Utf8Names)
        {
            if (reader.ValueTextEquals(name))
            {
                return true;
            }
        }

        return false;
    }
}
