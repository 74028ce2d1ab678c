using System.Runtime.CompilerServices;

namespace ThreatGrid;

/// <summary>Bytes as lower-case hexadecimal digits.</summary>
internal static class Hex
{
    private const string Digits = "0123456789abcdef";

    public static string Of(byte[] bytes) => Of(bytes, bytes.Length);

    /// <summary>The first bytes.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static string Of(byte[] bytes, int count)
    {
        var text = new char[count * 2];
        for (int i = 0; i < count; i++)
        {
            text[i * 2] = Digits[bytes[i] >> 4];
            text[(i * 2) + 1] = Digits[bytes[i] & 15];
        }

        return new string(text);
    }
}
