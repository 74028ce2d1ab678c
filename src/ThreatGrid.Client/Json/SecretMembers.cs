using System;
using System.Collections.Generic;
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

    /// <summary>The value without the keys that servers echo, however deep they stand in it.</summary>
    public static object? WithoutKeys(object? value)
    {
        switch (value)
        {
            case MemberDictionary members:
                var clean = new MemberDictionary();
                foreach (KeyValuePair<string, object?> member in members)
                {
                    if (!IsKey(member.Key))
                    {
                        clean.Set(member.Key, WithoutKeys(member.Value));
                    }
                }

                return clean;
            case string:
                return value;
            case IEnumerable<object?> list:
                return list.Select(WithoutKeys).ToList().AsReadOnly();
            default:
                return value;
        }
    }

    /// <summary>A password deep inside an analysis is what malware used, not the user's.</summary>
    public static bool IsKey(string name) => Names[0].Equals(name, StringComparison.OrdinalIgnoreCase) || Names[1].Equals(name, StringComparison.OrdinalIgnoreCase);

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
