using System;
using System.IO;

namespace ThreatGrid.Files;

/// <summary>
/// Writes a file that is either there as a whole or not at all: under a temporary name in the same folder, flushed to the disk,
/// then renamed. Disposing without <see cref="Commit"/> leaves nothing behind.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporaryPath;
    private readonly bool _overwrite;
    private FileStream? _stream;

    private AtomicFile(string path, bool overwrite)
    {
        _path = path;
        _overwrite = overwrite;
        _temporaryPath = Path.Combine(
            Path.GetDirectoryName(path)!,
            "." + Guid.NewGuid().ToString("N").Substring(0, 12) + ".partial");
        _stream = new FileStream(_temporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81920, useAsync: true);
    }

    /// <summary>Where to write.</summary>
    public Stream Stream => _stream ?? throw new ObjectDisposedException(nameof(AtomicFile));

    /// <summary>Starts a file.</summary>
    /// <param name="path">The full path of the file to be.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <exception cref="IOException">The file is there and may not be replaced, or the folder cannot be written.</exception>
    public static AtomicFile Create(string path, bool overwrite)
    {
        if (!overwrite && File.Exists(path))
        {
            throw new IOException($"The file '{path}' is there already.");
        }

        return new AtomicFile(path, overwrite);
    }

    /// <summary>Forgets what was written, for another try.</summary>
    public Stream Restart()
    {
        Stream.SetLength(0);
        return Stream;
    }

    /// <summary>Puts the file in its place.</summary>
    /// <exception cref="IOException">Somebody else made the file meanwhile, or holds it open.</exception>
    public void Commit()
    {
        _stream!.Flush(flushToDisk: true);
        _stream.Dispose();
        _stream = null;
        if (_overwrite && File.Exists(_path))
        {
            File.Replace(_temporaryPath, _path, destinationBackupFileName: null);
        }
        else
        {
            File.Move(_temporaryPath, _path);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stream?.Dispose();
        _stream = null;
        File.Delete(_temporaryPath);
    }
}
