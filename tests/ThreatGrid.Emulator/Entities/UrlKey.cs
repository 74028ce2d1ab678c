using System;
using System.Security.Cryptography;
using System.Text;

namespace ThreatGrid.Emulator.Entities;

/// <summary>URLs stand under the SHA-256 of their text (section 2.3).</summary>
internal static class UrlKey
{
    public static string Of(string url) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)));
}
