using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;

namespace ThreatGrid.Observables.Hygiene;

/// <summary>An address, or a network, as a range of 128-bit numbers. IPv4 stands where IPv6 keeps it: <c>::ffff:0:0/96</c>.</summary>
internal readonly struct Network
{
    private const int Bits = 128;
    private const int Ip4Offset = 96;

    private Network(UInt128Pair first, UInt128Pair last, bool isIp4, int prefix)
    {
        First = first;
        Last = last;
        IsIp4 = isIp4;
        Prefix = prefix;
    }

    public UInt128Pair First { get; }

    public UInt128Pair Last { get; }

    public bool IsIp4 { get; }

    /// <summary>How many bits are fixed, of 32 or 128.</summary>
    public int Prefix { get; }

    public bool IsSingle => Prefix == (IsIp4 ? Bits - Ip4Offset : Bits);

    /// <summary>An address or a network in CIDR form; null where the text is neither, or where the address has bits beyond the prefix.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static Network? Parse(string text)
    {
        // Most of what is asked are names, and no address begins as they do.
        if (text.Length == 0 || (text[0] is not ((>= '0' and <= '9') or '[' or ' ') && text.IndexOf(':') < 0))
        {
            return null;
        }

        int slash = text.IndexOf('/');
        string host = slash < 0 ? text : text.Substring(0, slash);
        if (Canonical.Ip(host) is not { } address)
        {
            return null;
        }

        bool isIp4 = address.IndexOf(':') < 0;
        int bits = isIp4 ? Bits - Ip4Offset : Bits;
        int prefix = bits;
        if (slash >= 0 && (!int.TryParse(text.Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > bits))
        {
            return null;
        }

        UInt128Pair first = ValueOf(address, isIp4);
        UInt128Pair mask = UInt128Pair.HostMask(bits - prefix);
        return first.And(mask).IsZero ? new Network(first, first.Or(mask), isIp4, prefix) : null;
    }

    /// <summary>The IPv4 address, or network, that an IPv6 one stands for: by NAT64 and 6to4.</summary>
    public Network? Embedded()
    {
        const ulong Nat64 = 0x0064_FF9B_0000_0000;
        const ulong SixToFour = 0x2002;
        const int Nat64Prefix = 96;
        const int SixToFourPrefix = 16;
        if (IsIp4)
        {
            return null;
        }

        if (Prefix >= Nat64Prefix && First.High == Nat64 && First.Low >> 32 == 0)
        {
            return OfIp4((uint)First.Low, (uint)Last.Low);
        }

        return Prefix >= SixToFourPrefix && First.High >> 48 == SixToFour ? OfIp4((uint)(First.High >> 16), (uint)(Last.High >> 16)) : null;
    }

    public bool Overlaps(Network other) => First.CompareTo(other.Last) <= 0 && other.First.CompareTo(Last) <= 0;

    private static Network OfIp4(uint first, uint last) => new(Ip4(first), Ip4(last), isIp4: true, first == last ? Bits - Ip4Offset : 0);

    private static UInt128Pair Ip4(uint value) => new(0, 0xFFFF_0000_0000UL | value);

    [MethodImpl(HotPath.Optimized)]
    private static UInt128Pair ValueOf(string address, bool isIp4)
    {
        if (isIp4)
        {
            uint value = 0;
            uint part = 0;
            foreach (char c in address)
            {
                if (c == '.')
                {
                    value = (value << 8) | part;
                    part = 0;
                }
                else
                {
                    part = (part * 10) + (uint)(c - '0');
                }
            }

            return Ip4((value << 8) | part);
        }

        byte[] bytes = IPAddress.Parse(address).GetAddressBytes();
        return new UInt128Pair(Number(bytes, 0), Number(bytes, 8));
    }

    private static ulong Number(byte[] bytes, int at)
    {
        ulong value = 0;
        for (int i = 0; i < 8; i++)
        {
            value = (value << 8) | bytes[at + i];
        }

        return value;
    }
}
