namespace ThreatGrid.Client.Archives;

/// <summary>The checksum of ZIP.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = MakeTable();

    public static uint Append(uint state, byte value) => Table[(byte)(state ^ value)] ^ (state >> 8);

    /// <summary>The checksum of what has the checksum <paramref name="crc"/> so far, and these bytes.</summary>
    public static uint Append(uint crc, byte[] bytes, int offset, int count)
    {
        uint state = ~crc;
        for (int i = offset; i < offset + count; i++)
        {
            state = Append(state, bytes[i]);
        }

        return ~state;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
