using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using ThreatGrid.Files;

namespace ThreatGrid.Observables.Export;

/// <summary>A file that is written as a whole: UTF-8 without a byte order mark. One that would be the same as before is left alone, with its time.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string _path;
    private readonly AtomicFile _file;
    private bool _isFinished;

    public OutputFile(string path)
    {
        _path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = AtomicFile.Create(path, overwrite: true);
        Writer = new StreamWriter(_file.Stream, new UTF8Encoding(false), 65536, leaveOpen: true) { NewLine = "\n" };
    }

    /// <summary>Where the text goes.</summary>
    public StreamWriter Writer { get; }

    /// <summary>Writes a whole file at once.</summary>
    public static (long Length, string Sha256, bool IsChanged) Write(string path, Action<TextWriter> write)
    {
        using var file = new OutputFile(path);
        write(file.Writer);
        return file.Finish();
    }

    /// <summary>Writes a whole file at once, in pieces.</summary>
    public static (long Length, string Sha256, bool IsChanged) Write(string path, IEnumerable<string> pieces) => Write(path, writer =>
    {
        foreach (string piece in pieces)
        {
            writer.Write(piece);
        }
    });

    /// <summary>Puts the file in its place.</summary>
    public (long Length, string Sha256, bool IsChanged) Finish()
    {
        Writer.Dispose();
        _isFinished = true;
        _file.Stream.Flush();
        long length = _file.Stream.Length;
        _file.Stream.Position = 0;
        string hash = Sha256Of(_file.Stream);
        if (File.Exists(_path) && new FileInfo(_path).Length == length && Sha256Of(_path) == hash)
        {
            return (length, hash, false);
        }

        _file.Commit();
        return (length, hash, true);
    }

    public void Dispose()
    {
        if (!_isFinished)
        {
            Writer.Dispose();
        }

        _file.Dispose();
    }

    public static string Sha256Of(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Sha256Of(stream);
    }

    private static string Sha256Of(Stream stream)
    {
        using var sha256 = SHA256.Create();
        return Hex.Of(sha256.ComputeHash(stream));
    }
}
