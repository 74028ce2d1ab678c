using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using ThreatGrid.Observables.Formats;

namespace ThreatGrid.Observables.Export;

/// <summary>Writes a list as a whole, with the files beside it: its data set, and the checksum that a poller asks for first.</summary>
internal sealed class ListFile(ListFormat format, string path)
{
    private readonly UTF8Encoding _encoding = new(false);

    /// <summary>What may replace the list that is there.</summary>
    public ListGuard Guard { get; init; } = new();

    /// <summary>Whether a file with the MD5 of the list is written beside it.</summary>
    public bool WithMd5 { get; init; }

    /// <summary>The numbers of its rules, which must be safe before the list is there.</summary>
    public SidRegistry? Sids { get; init; }

    /// <summary>The checksum's file.</summary>
    public static string Md5Path(string path) => Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + ".md5.txt");

    /// <summary>Writes the list.</summary>
    /// <exception cref="ExportRefusedException">The list that is there must stay.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public (long Count, long Length, string Sha256, bool IsChanged) Write(IReadOnlyList<Observable> items)
    {
        try
        {
            return WriteHeld(items);
        }
        finally
        {
            Sids?.Release();
        }
    }

    private (long Count, long Length, string Sha256, bool IsChanged) WriteHeld(IReadOnlyList<Observable> items)
    {
        ListContent content = format.Content(items, path);
        Guard.Check(path, content.Lines);
        long length = 0;
        foreach (string line in content.Lines)
        {
            length += _encoding.GetByteCount(line) + 1;
        }

        if (length > format.LargestFile)
        {
            throw new ExportRefusedException("ListTooLarge", $"The list would have {length} bytes, and its target takes {format.LargestFile}. It is never cut.", "Take fewer: -MaximumEntries keeps the newest, and other filters narrow the feed.");
        }

        Sids?.Save();
        if (content.SideName is { } side)
        {
            OutputFile.Write(Path.Combine(Path.GetDirectoryName(path)!, side), writer => WriteLines(writer, content.SideLines));
        }

        (long written, string sha256, bool isChanged) = OutputFile.Write(path, writer => WriteLines(writer, content.Lines));
        if (WithMd5)
        {
            // After the list: a poller that sees the new checksum must find the new list.
            OutputFile.Write(Md5Path(path), writer => writer.Write(Md5Of(path) + "\n"));
        }

        return (content.Lines.Count, written, sha256, isChanged);
    }

    private static void WriteLines(TextWriter writer, IReadOnlyList<string> lines)
    {
        foreach (string line in lines)
        {
            writer.Write(line);
            writer.Write('\n');
        }
    }

    private static string Md5Of(string path)
    {
        using FileStream stream = File.OpenRead(path);
#pragma warning disable CA5351 // What the manager asks for; it protects nothing.
        using var md5 = MD5.Create();
#pragma warning restore CA5351
        return Hex.Of(md5.ComputeHash(stream));
    }
}
