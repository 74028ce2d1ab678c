using System.Collections.Generic;
using System.Globalization;
using System.Text;
using ThreatGrid.Emulator.Feeds;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>Draws that look like chance and are the same whenever they are made for the same words.</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _drawn;

    /// <summary>Every part of an analysis draws for itself, so that one part may be made without the others.</summary>
    public static Chance Of(ulong seed, params string[] words)
    {
        ulong mix = seed;
        foreach (string word in words)
        {
            foreach (char c in word)
            {
                mix = Mix.Of(mix, c, 1);
            }

            mix = Mix.Of(mix, 0, 2);
        }

        return new Chance(mix);
    }

    public ulong Draw() => Mix.Of(seed, ++_drawn, 3);

    public int Below(int limit) => (int)(Draw() % (ulong)limit);

    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool OneIn(int count) => Below(count) == 0;

    /// <summary>At least 0 and less than 1.</summary>
    public double Fraction() => (Draw() >> 11) / (double)(1UL << 53);

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public string Hex(int digits)
    {
        var text = new StringBuilder();
        while (text.Length < digits)
        {
            text.Append(Draw().ToString("x16", CultureInfo.InvariantCulture));
        }

        return text.ToString(0, digits);
    }
}
