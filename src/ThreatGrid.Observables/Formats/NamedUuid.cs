using System;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace ThreatGrid.Observables.Formats;

/// <summary>UUIDs of version 5 (RFC 9562): made of a name, so that the same thing has the same one on every computer, on every day.</summary>
internal static class NamedUuid
{
    /// <summary>The name space of this module's indicators, events and attributes. The one of OASIS is for observables alone.</summary>
    private static readonly byte[] NameSpace = BigEndian(new Guid("6d0f6d0b-5f5b-5c56-9b3c-3a8f0f1f7a41"));

    [MethodImpl(HotPath.Optimized)]
    public static string Of(string name)
    {
        var input = new byte[NameSpace.Length + Encoding.UTF8.GetByteCount(name)];
        NameSpace.CopyTo(input, 0);
        Encoding.UTF8.GetBytes(name, 0, name.Length, input, NameSpace.Length);
#pragma warning disable CA5350 // RFC 9562 says SHA-1; nothing is protected by it.
#if NET
        byte[] hash = SHA1.HashData(input);
#else
        using var sha1 = SHA1.Create();
        byte[] hash = sha1.ComputeHash(input);
#endif
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        string hex = Hex.Of(hash, 16);
        var text = new char[36];
        int at = 0;
        for (int i = 0; i < hex.Length; i++)
        {
            if (i is 8 or 12 or 16 or 20)
            {
                text[at++] = '-';
            }

            text[at++] = hex[i];
        }

        return new string(text);
    }

    private static byte[] BigEndian(Guid guid)
    {
        byte[] bytes = guid.ToByteArray();
        Array.Reverse(bytes, 0, 4);
        Array.Reverse(bytes, 4, 2);
        Array.Reverse(bytes, 6, 2);
        return bytes;
    }
}
