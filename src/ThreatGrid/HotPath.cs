using System.Runtime.CompilerServices;

namespace ThreatGrid;

/// <summary>
/// Marks what runs for every row. A script reads its feed and ends: without this its rows would be read by unoptimised code while
/// the runtime still gathers reasons to optimise. .NET Framework knows no tiers and ignores it.
/// </summary>
internal static class HotPath
{
    /// <summary>Optimise at the first call (<c>AggressiveOptimization</c>, which .NET Framework has no name for).</summary>
    public const MethodImplOptions Optimized = (MethodImplOptions)512;
}
