using System.Collections.Generic;
using System.IO;
using System.Text;
using ThreatGrid.Client.Archives;

namespace ThreatGrid.Client.Tests.Testing;

/// <summary>Writes ZIP archives as no program would.</summary>
internal sealed class ZipBuilder
{
    private readonly List<Entry> _entries = [];

    /// <summary>Adds a stored member; what is given wins over what would be right.</summary>
    public ZipBuilder Add(string name, byte[] content, uint? crc = null, uint? length = null, int flags = 0x800, int? directoryFlags = null, int method = 0, byte[]? rawName = null, int? sharesBytesOf = null)
    {
        _entries.Add(new Entry(rawName ?? Encoding.UTF8.GetBytes(name), content, crc ?? Crc32.Append(0, content, 0, content.Length), length ?? (uint)content.Length, flags, directoryFlags ?? flags, method, sharesBytesOf));
        return this;
    }

    public byte[] Build(string comment = "")
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        var offsets = new List<uint>();
        foreach (Entry entry in _entries)
        {
            if (entry.SharesBytesOf is { } other)
            {
                offsets.Add(offsets[other]);
                continue;
            }

            offsets.Add((uint)stream.Position);
            writer.Write(0x04034B50u);
            writer.Write((ushort)20);
            WriteCommon(writer, entry, entry.Flags);
            writer.Write((ushort)entry.Name.Length);
            writer.Write((ushort)0);
            writer.Write(entry.Name);
            writer.Write(entry.Content);
        }

        uint directoryAt = (uint)stream.Position;
        for (int i = 0; i < _entries.Count; i++)
        {
            Entry entry = _entries[i];
            writer.Write(0x02014B50u);
            writer.Write((ushort)20);
            writer.Write((ushort)20);
            WriteCommon(writer, entry, entry.DirectoryFlags);
            writer.Write((ushort)entry.Name.Length);
            writer.Write(new byte[12]);
            writer.Write(offsets[i]);
            writer.Write(entry.Name);
        }

        uint directoryLength = (uint)stream.Position - directoryAt;
        writer.Write(0x06054B50u);
        writer.Write(0);
        writer.Write((ushort)_entries.Count);
        writer.Write((ushort)_entries.Count);
        writer.Write(directoryLength);
        writer.Write(directoryAt);
        writer.Write((ushort)comment.Length);
        writer.Write(Encoding.ASCII.GetBytes(comment));
        writer.Flush();
        return stream.ToArray();
    }

    private static void WriteCommon(BinaryWriter writer, Entry entry, int flags)
    {
        writer.Write((ushort)flags);
        writer.Write((ushort)entry.Method);
        writer.Write(0);
        writer.Write(entry.Crc);
        writer.Write((uint)entry.Content.Length);
        writer.Write(entry.Length);
    }

    private sealed record Entry(byte[] Name, byte[] Content, uint Crc, uint Length, int Flags, int DirectoryFlags, int Method, int? SharesBytesOf);
}
