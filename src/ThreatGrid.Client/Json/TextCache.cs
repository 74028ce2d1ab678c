using System;
using System.Runtime.CompilerServices;

namespace ThreatGrid.Client.Json;

/// <summary>
/// Gives one string object for texts that come again and again in a feed: indicator names, and the sample of neighbouring rows.
/// Small and forgetful on purpose; used by one reader at a time.
/// </summary>
internal sealed class TextCache
{
    private const int Slots = 256;

    private readonly Entry[] _entries = new Entry[Slots];

    /// <summary>The string of these UTF-8 bytes, which must be valid.</summary>
    [MethodImpl(HotPath.Optimized)]
    public string? Find(ReadOnlySpan<byte> utf8, int slot)
    {
        ref Entry entry = ref _entries[slot];
        return entry.Text is not null && utf8.SequenceEqual(entry.Utf8) ? entry.Text : null;
    }

    public void Keep(ReadOnlySpan<byte> utf8, int slot, string text) => _entries[slot] = new Entry(utf8.ToArray(), text);

    [MethodImpl(HotPath.Optimized)]
    public static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        uint hash = (uint)utf8.Length;
        int step = Math.Max(1, utf8.Length / 8);
        for (int i = 0; i < utf8.Length; i += step)
        {
            hash = (hash * 31) + utf8[i];
        }

        return (int)(hash % Slots);
    }

    private readonly struct Entry(byte[] utf8, string text)
    {
        public readonly byte[] Utf8 = utf8;

        public readonly string? Text = text;
    }
}
