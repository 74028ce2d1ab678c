using System.Collections.Generic;
using System.IO;

namespace ThreatGrid.Client.Archives;

/// <summary>What a sane archive keeps to. A bomb breaks at least one of these before anything is unpacked.</summary>
internal static class ZipLimits
{
    public const int MaximumMembers = 1000;

    public const long MaximumLength = 1L << 30;

    public const long MaximumTotal = 4L << 30;

    private const long MaximumRatio = 1000;

    /// <summary>Small members may compress beyond the ratio: a page of zeros does.</summary>
    private const long RatioCountsFrom = 1 << 20;

    /// <exception cref="InvalidDataException">There are more members than are taken.</exception>
    public static void CheckCount(long count)
    {
        if (count > MaximumMembers)
        {
            throw new InvalidDataException($"The archive has {count:N0} members; at most {MaximumMembers:N0} are taken.");
        }
    }

    /// <exception cref="InvalidDataException">A limit is exceeded, or members share bytes.</exception>
    public static void Check(IReadOnlyList<ZipMember> members)
    {
        CheckCount(members.Count);
        long total = 0;
        foreach (ZipMember member in members)
        {
            if (member.Length > MaximumLength)
            {
                throw new InvalidDataException($"'{member.Name}' would unpack to {member.Length:N0} bytes; at most {MaximumLength:N0} are taken.");
            }

            if (member.Length > RatioCountsFrom && member.Length / MaximumRatio > member.CompressedLength)
            {
                throw new InvalidDataException($"'{member.Name}' would unpack to more than {MaximumRatio:N0} times its size, as a ZIP bomb does.");
            }

            total += member.Length;
        }

        if (total > MaximumTotal)
        {
            throw new InvalidDataException($"The archive would unpack to {total:N0} bytes; at most {MaximumTotal:N0} are taken.");
        }

        RefuseOverlap(members);
    }

    private static void RefuseOverlap(IReadOnlyList<ZipMember> members)
    {
        var ordered = new List<ZipMember>(members);
        ordered.Sort(static (a, b) => a.HeaderAt.CompareTo(b.HeaderAt));
        for (int i = 0; i + 1 < ordered.Count; i++)
        {
            if (ordered[i].DataAt + ordered[i].CompressedLength > ordered[i + 1].HeaderAt)
            {
                throw new InvalidDataException($"'{ordered[i].Name}' shares its bytes with what follows it, as a ZIP bomb does.");
            }
        }
    }
}
