namespace ThreatGrid.Emulator.Feeds;

/// <summary>A number that looks like chance and is always the same.</summary>
internal static class Mix
{
    public static ulong Of(ulong seed, ulong a, ulong b)
    {
        ulong x = seed + (a * 0x9E3779B97F4A7C15) + (b * 0xBF58476D1CE4E5B9);
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
