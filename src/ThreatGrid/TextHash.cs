using System.Security.Cryptography;
using System.Text;

namespace ThreatGrid;

/// <summary>Hashes of texts, as UTF-8.</summary>
internal static class TextHash
{
    public static byte[] Sha256(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
#if NET
        return SHA256.HashData(bytes);
#else
        using var sha256 = SHA256.Create();
        return sha256.ComputeHash(bytes);
#endif
    }
}
