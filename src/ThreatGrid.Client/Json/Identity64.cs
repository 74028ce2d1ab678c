using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ThreatGrid.Client.Json;

/// <summary>
/// A 64-bit fingerprint of bytes, seeded per process. Rows are told apart by it while a list is paged: eight bytes a row instead
/// of the row. With a million rows the chance that two different ones are taken for one is about 1 in 40 million.
/// </summary>
internal static class Identity64
{
    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;

    private static readonly ulong Seed = BitConverter.ToUInt64(Guid.NewGuid().ToByteArray(), 0) | 1;

    [MethodImpl(HotPath.Optimized)]
    public static ulong Of(ReadOnlySpan<byte> bytes, int salt)
    {
        ulong hash = Seed ^ (((ulong)salt + 1) * Prime2) ^ ((ulong)bytes.Length * Prime1);
        while (bytes.Length >= 8)
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes.Slice(8);
        }

        ulong rest = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            rest |= (ulong)bytes[i] << (8 * i);
        }

        hash = Mix(hash, rest);
        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCD;
        hash ^= hash >> 33;
        hash *= 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }

    [MethodImpl(HotPath.Optimized)]
    private static ulong Mix(ulong hash, ulong value)
    {
        hash ^= value * Prime2;
        hash = (hash << 31) | (hash >> 33);
        return (hash * Prime1) + Prime2;
    }
}
