using System.Text;

namespace ThreatGrid.Client.Archives;

/// <summary>Tells an archive by its first bytes; a name is no proof of what a file is.</summary>
internal static class ArchiveKinds
{
    /// <summary>Bytes that are enough to tell every kind.</summary>
    public const int RecognizedLength = 512;

    private const int TarMarkAt = 257;

    private static readonly (ArchiveKind Kind, int At, byte[] Mark)[] Marks =
    [
        (ArchiveKind.Zip, 0, [0x50, 0x4B, 0x03, 0x04]),
        (ArchiveKind.Zip, 0, [0x50, 0x4B, 0x05, 0x06]),
        (ArchiveKind.SevenZip, 0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        (ArchiveKind.Rar, 0, [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07]),
        (ArchiveKind.Gzip, 0, [0x1F, 0x8B, 0x08]),
        (ArchiveKind.Bzip2, 0, [0x42, 0x5A, 0x68]),
        (ArchiveKind.Xz, 0, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
        (ArchiveKind.Cabinet, 0, [0x4D, 0x53, 0x43, 0x46]),
        (ArchiveKind.Tar, TarMarkAt, Encoding.ASCII.GetBytes("ustar")),
    ];

    /// <summary>The kind of archive that begins so; <see cref="ArchiveKind.None"/> where it is none that is known.</summary>
    public static ArchiveKind Recognize(byte[] start)
    {
        foreach ((ArchiveKind kind, int at, byte[] mark) in Marks)
        {
            if (Holds(start, at, mark))
            {
                return kind;
            }
        }

        return ArchiveKind.None;
    }

    private static bool Holds(byte[] start, int at, byte[] mark)
    {
        if (start.Length < at + mark.Length)
        {
            return false;
        }

        for (int i = 0; i < mark.Length; i++)
        {
            if (start[at + i] != mark[i])
            {
                return false;
            }
        }

        return true;
    }
}
