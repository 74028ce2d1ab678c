using System;

namespace ThreatGrid.Observables.Hygiene;

/// <summary>A 128-bit number: .NET Framework has none of its own.</summary>
internal readonly record struct UInt128Pair(ulong High, ulong Low) : IComparable<UInt128Pair>
{
    private const int Half = 64;

    public bool IsZero => (High | Low) == 0;

    /// <summary>A number whose lowest bits are set.</summary>
    public static UInt128Pair HostMask(int bits) => bits switch
    {
        0 => default,
        < Half => new UInt128Pair(0, (1UL << bits) - 1),
        Half => new UInt128Pair(0, ulong.MaxValue),
        < Half * 2 => new UInt128Pair((1UL << (bits - Half)) - 1, ulong.MaxValue),
        _ => new UInt128Pair(ulong.MaxValue, ulong.MaxValue),
    };

    public UInt128Pair And(UInt128Pair other) => new(High & other.High, Low & other.Low);

    public UInt128Pair Or(UInt128Pair other) => new(High | other.High, Low | other.Low);

    public int CompareTo(UInt128Pair other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);
}
