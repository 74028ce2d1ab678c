using System;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>The traditional encryption of zip files, which every unzip program knows.</summary>
internal sealed class ZipCipher
{
    public const int HeaderLength = 12;

    private uint _key0 = 0x12345678;
    private uint _key1 = 0x23456789;
    private uint _key2 = 0x34567890;

    public ZipCipher(ReadOnlySpan<byte> password)
    {
        foreach (byte b in password)
        {
            Update(b);
        }
    }

    public void Encrypt(Span<byte> bytes)
    {
        foreach (ref byte b in bytes)
        {
            uint mix = (ushort)(_key2 | 2);
            byte plain = b;
            b ^= (byte)((mix * (mix ^ 1)) >> 8);
            Update(plain);
        }
    }

    private void Update(byte b)
    {
        _key0 = Crc32.Step(_key0, b);
        _key1 = ((_key1 + (byte)_key0) * 134_775_813) + 1;
        _key2 = Crc32.Step(_key2, (byte)(_key1 >> 24));
    }
}
