using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using ThreatGrid.Observables.Formats;

namespace ThreatGrid.Observables.Export;

/// <summary>
/// A file that records are added to, kept to itself while it is open. What a crash left behind is settled first: whole records beyond what is known to be delivered count as delivered, and one that broke off is cut.
/// </summary>
internal sealed class AppendFile : IDisposable
{
    /// <summary>On Windows others may read meanwhile. Elsewhere .NET keeps a second writer out by an exclusive lock alone, which other programs do not ask for when they read.</summary>
    private static readonly FileShare Share = Path.DirectorySeparatorChar == '\\' ? FileShare.Read : FileShare.None;

    private readonly FileStream _stream;
    private readonly StreamWriter _writer;
    private readonly LineFormat _format;
    private readonly HashSet<string> _beyond = new(StringComparer.Ordinal);

    /// <summary>Opens a file, or makes it with its header.</summary>
    /// <param name="format">What the records are.</param>
    /// <param name="path">The file.</param>
    /// <param name="knownLength">How much of it is known to be delivered; null where nobody knows, which is all whole records.</param>
    /// <exception cref="IOException">It is in use, or cannot be written.</exception>
    /// <exception cref="ExportRefusedException">It is shorter than what is known of it.</exception>
    public AppendFile(LineFormat format, string path, long? knownLength)
    {
        _format = format;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, Share, 65536);
        _writer = new StreamWriter(_stream, new UTF8Encoding(false), 65536, leaveOpen: true) { NewLine = "\n" };
        try
        {
            Settle(path, knownLength);
        }
        catch
        {
            _writer.Dispose();
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>How long the file is, all that was written included.</summary>
    public long Length { get; private set; }

    /// <summary>Adds a record; false where a crash left it there already.</summary>
    public bool Add(Observable item)
    {
        string record = _format.Render(item);
        if (_beyond.Remove(record))
        {
            return false;
        }

        _writer.Write(record);
        _writer.Write('\n');
        return true;
    }

    /// <summary>Brings all of it to the disk.</summary>
    public void Flush()
    {
        _writer.Flush();
        _stream.Flush(flushToDisk: true);
        Length = _stream.Length;
    }

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }

    private void Settle(string path, long? knownLength)
    {
        if (knownLength > _stream.Length)
        {
            throw new ExportRefusedException(
                "FileReplaced",
                $"'{path}' has {_stream.Length} bytes, and {knownLength} were delivered to it: something cut it, or put another file in its place.",
                "Put the file back, or take this one away: then another begins. -Restart begins anew, and delivers all rows again.");
        }

        long end = new RecordScanner(_format).Scan(_stream, knownLength ?? 0, record =>
        {
            if (knownLength is not null)
            {
                _beyond.Add(record);
            }
        });
        _stream.SetLength(end);
        _stream.Position = end;
        if (end == 0 && _format.Header is { } header)
        {
            _writer.Write(header);
            _writer.Write('\n');
        }

        Flush();
    }
}
