using System;
using System.IO;
using System.Text;

namespace ThreatGrid.Files;

/// <summary>
/// Writes a file that is either there as a whole or not at all: under a temporary name in the same folder, flushed to the disk,
/// then renamed. Disposing without <see cref="Commit"/> leaves nothing behind, but what a later run may go on with.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private const int BufferSize = 81920;

    private readonly string _path;
    private readonly string? _tagPath;
    private readonly bool _overwrite;
    private FileStream? _stream;
    private string? _tag;

    private AtomicFile(string path, bool overwrite, bool resume)
    {
        _path = path;
        _overwrite = overwrite;
        string name = resume ? Path.GetFileName(path) : Guid.NewGuid().ToString("N").Substring(0, 12);
        TemporaryPath = Path.Combine(Path.GetDirectoryName(path)!, "." + name + ".partial");
        _tagPath = resume ? TemporaryPath + ".tag" : null;
        _stream = new FileStream(TemporaryPath, resume ? FileMode.OpenOrCreate : FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, useAsync: true);
        if (resume)
        {
            _tag = File.Exists(_tagPath) ? File.ReadAllText(_tagPath) : null;
            if (string.IsNullOrEmpty(_tag))
            {
                Restart();
            }
        }
    }

    /// <summary>Where to write.</summary>
    public Stream Stream => _stream ?? throw new ObjectDisposedException(nameof(AtomicFile));

    /// <summary>Where the bytes are before the file is in its place.</summary>
    public string TemporaryPath { get; }

    /// <summary>
    /// What the server calls the version of the file; with it, a file that broke off can be gone on with. Set before the bytes are written. A file without one is never gone on with.
    /// </summary>
    public string? Tag
    {
        get => _tag;
        set
        {
            _tag = value;
            if (_tagPath is null)
            {
                return;
            }

            if (value is null)
            {
                File.Delete(_tagPath);
            }
            else
            {
                File.WriteAllText(_tagPath, value, Encoding.UTF8);
            }
        }
    }

    /// <summary>Starts a file.</summary>
    /// <param name="path">The full path of the file to be.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="resume">Whether to go on with what an earlier run left, and to leave it for a later one.</param>
    /// <exception cref="IOException">The file is there and may not be replaced, or the folder cannot be written.</exception>
    public static AtomicFile Create(string path, bool overwrite, bool resume = false)
    {
        if (!overwrite && File.Exists(path))
        {
            throw new IOException($"The file '{path}' is there already.");
        }

        return new AtomicFile(path, overwrite, resume);
    }

    /// <summary>Forgets what was written, for another try.</summary>
    public Stream Restart()
    {
        Stream.SetLength(0);
        Tag = null;
        return Stream;
    }

    /// <summary>Puts the file in its place.</summary>
    /// <param name="previousPath">Where the one that was there stays; null where it is not wanted.</param>
    /// <exception cref="IOException">Somebody else made the file meanwhile, or holds it open.</exception>
    public void Commit(string? previousPath = null)
    {
        _stream!.Flush(flushToDisk: true);
        _stream.Dispose();
        _stream = null;
        if (!_overwrite || !Replace(previousPath))
        {
            try
            {
                File.Move(TemporaryPath, _path);
            }
            catch (IOException) when (_overwrite && Replace(previousPath))
            {
                // Somebody else made the file in this very moment; it may be replaced like one that was there before.
            }
        }

        Tag = null;
    }

    private bool Replace(string? previousPath)
    {
        if (!File.Exists(_path))
        {
            return false;
        }

        File.Replace(TemporaryPath, _path, previousPath);
        return true;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stream?.Dispose();
        _stream = null;
        if (Tag is null || _tagPath is null)
        {
            File.Delete(TemporaryPath);
        }
    }
}
