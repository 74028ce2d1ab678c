using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using ThreatGrid.Files;

namespace ThreatGrid.Observables.Formats;

/// <summary>
/// The numbers of rules, 1,000,000 to 1,999,999: what had one keeps it, and one that was given is never given to another value, even when its rule is gone. A file, one number and name a line.
/// </summary>
internal sealed class SidRegistry
{
    private const int First = 1_000_000;
    private const int Last = 1_999_999;

    private readonly string? _path;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private int _next = First;
    private bool _isChanged;
    private FileStream? _held;

    /// <summary>Reads a registry; an empty one where the file is not there.</summary>
    /// <param name="path">The file; null for a registry that lasts no longer than the run.</param>
    /// <exception cref="InvalidDataException">The file is none of ours, or broken.</exception>
    public SidRegistry(string? path)
    {
        _path = path;
        Read();
    }

    /// <summary>The number of a rule. A new one is given once no other run gives any, and none does before <see cref="Save"/> or <see cref="Release"/>.</summary>
    /// <exception cref="InvalidOperationException">All numbers are given.</exception>
    public int Of(string name)
    {
        if (_numbers.TryGetValue(name, out int sid))
        {
            return sid;
        }

        if (_path is not null && _held is null)
        {
            _held = FileLock.Take(_path + ".lock");
            Read();
            return Of(name);
        }

        if (_next > Last)
        {
            throw new InvalidOperationException($"All numbers up to {Last} are given. Begin another registry, with other rules, in another range of your sensor.");
        }

        _isChanged = true;
        return _numbers[name] = _next++;
    }

    /// <summary>Writes it, before the rules are written: a number must not be lost once a rule has it.</summary>
    public void Save()
    {
        if (_isChanged && _path is not null)
        {
            Write(_path);
            _isChanged = false;
        }

        Release();
    }

    /// <summary>Lets other runs give numbers again.</summary>
    public void Release()
    {
        _held?.Dispose();
        _held = null;
    }

    private void Write(string path)
    {
        using AtomicFile file = AtomicFile.Create(path, overwrite: true);
        using (var writer = new StreamWriter(file.Stream, new UTF8Encoding(false), 4096, leaveOpen: true) { NewLine = "\n" })
        {
            foreach (KeyValuePair<string, int> entry in _numbers)
            {
                writer.WriteLine(entry.Value.ToString(CultureInfo.InvariantCulture) + "\t" + entry.Key);
            }
        }

        file.Commit();
    }

    private void Read()
    {
        _numbers.Clear();
        _next = First;
        if (_path is null || !File.Exists(_path))
        {
            return;
        }

        int number = 0;
        var given = new HashSet<int>();
        foreach (string line in File.ReadLines(_path, Encoding.UTF8))
        {
            number++;
            int tab = line.IndexOf('\t');
            if (tab < 0 || !int.TryParse(line.Substring(0, tab), NumberStyles.None, CultureInfo.InvariantCulture, out int sid) || sid < First || sid > Last || !given.Add(sid) || _numbers.ContainsKey(line.Substring(tab + 1)))
            {
                throw new InvalidDataException($"Line {number} of '{_path}' is no entry of a rule registry, or is there already. Put an earlier copy in its place: numbers must not be given twice.");
            }

            _numbers[line.Substring(tab + 1)] = sid;
            _next = Math.Max(_next, sid + 1);
        }
    }
}
