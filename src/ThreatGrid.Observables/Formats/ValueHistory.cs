using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using ThreatGrid.Files;

namespace ThreatGrid.Observables.Formats;

/// <summary>
/// When values were seen first and last, over all exports: what a list ages by, and what makes the dates of a document's indicators stay.
/// </summary>
internal sealed class ValueHistory
{
    private const int Parts = 5;

    private static readonly char[] Separator = ['\t'];

    private readonly Dictionary<(ObservableType Type, string Value, int? Port), (long First, long Last)> _seen = [];

    /// <summary>Values of earlier exports: others know them by their first date, which does not change any more.</summary>
    private readonly HashSet<(ObservableType Type, string Value, int? Port)> _known = [];

    public int Count => _seen.Count;

    /// <summary>Reads what an earlier export left; nothing where there was none.</summary>
    /// <exception cref="InvalidDataException">The file is none of ours, or broken.</exception>
    public static ValueHistory Load(string path)
    {
        var history = new ValueHistory();
        if (!File.Exists(path))
        {
            return history;
        }

        int number = 0;
        foreach (string line in File.ReadLines(path, Encoding.UTF8))
        {
            number++;
            string[] parts = line.Split(Separator, Parts);
            if (parts.Length != Parts
                || !Enum.TryParse(parts[0], out ObservableType type)
                || !Enum.IsDefined(typeof(ObservableType), type)
                || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long first)
                || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out long last)
                || first > last
                || last > DateTime.MaxValue.Ticks
                || !TryPort(parts[3], out int? port)
                || parts[4].Length == 0
                || (type == ObservableType.Url && parts[4].IndexOf("://", StringComparison.Ordinal) < 0))
            {
                throw new InvalidDataException($"Line {number} of '{path}' is no entry of an export's history.");
            }

            (ObservableType, string, int?) key = (type, Unescape(parts[4]), port);
            history._seen[key] = (first, last);
            history._known.Add(key);
        }

        return history;
    }

    /// <summary>Writes it, whole or not at all: type, first and last time in UTC ticks, port, value, with tabs between them.</summary>
    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using AtomicFile file = AtomicFile.Create(path, overwrite: true);
        using (var writer = new StreamWriter(file.Stream, new UTF8Encoding(false), 65536, leaveOpen: true) { NewLine = "\n" })
        {
            foreach (KeyValuePair<(ObservableType Type, string Value, int? Port), (long First, long Last)> entry in _seen)
            {
                writer.Write(entry.Key.Type.ToString());
                writer.Write(Separator);
                writer.Write(entry.Value.First.ToString(CultureInfo.InvariantCulture));
                writer.Write(Separator);
                writer.Write(entry.Value.Last.ToString(CultureInfo.InvariantCulture));
                writer.Write(Separator);
                writer.Write(entry.Key.Port?.ToString(CultureInfo.InvariantCulture));
                writer.Write(Separator);
                writer.Write(Escape(entry.Key.Value));
                writer.Write('\n');
            }
        }

        file.Commit();
    }

    /// <summary>Notes that a value was seen.</summary>
    /// <returns>Whether it is new.</returns>
    [MethodImpl(HotPath.Optimized)]
    public bool See(Observable item, long nowTicks)
    {
        (ObservableType, string, int?) key = (item.Type, item.Value, item.Port);
        long ticks = item.UtcTicks ?? nowTicks;
        if (!_seen.TryGetValue(key, out (long First, long Last) seen))
        {
            _seen[key] = (ticks, ticks);
            return true;
        }

        // Without a time of its own it was there all along.
        _seen[key] = (_known.Contains(key) ? seen.First : Math.Min(seen.First, item.UtcTicks ?? seen.First), Math.Max(seen.Last, ticks));
        return false;
    }

    public (long First, long Last)? Find(Observable item)
        => _seen.TryGetValue((item.Type, item.Value, item.Port), out (long First, long Last) seen) ? seen : null;

    /// <summary>Forgets values last seen before an instant, and gives them.</summary>
    public IReadOnlyList<Observable> Age(long beforeTicks)
    {
        var aged = new List<Observable>();
        foreach (KeyValuePair<(ObservableType Type, string Value, int? Port), (long First, long Last)> entry in _seen)
        {
            if (entry.Value.Last < beforeTicks)
            {
                aged.Add(Of(entry.Key, entry.Value.Last));
            }
        }

        aged.ForEach(Forget);
        return aged;
    }

    public void Forget(Observable item) => _seen.Remove((item.Type, item.Value, item.Port));

    /// <summary>All values, the last seen first.</summary>
    public IReadOnlyList<Observable> NewestFirst()
    {
        var all = new List<Observable>(_seen.Count);
        foreach (KeyValuePair<(ObservableType Type, string Value, int? Port), (long First, long Last)> entry in _seen)
        {
            all.Add(Of(entry.Key, entry.Value.Last));
        }

        all.Sort(static (a, b) => a.UtcTicks != b.UtcTicks ? b.UtcTicks!.Value.CompareTo(a.UtcTicks!.Value) : string.CompareOrdinal(a.Value, b.Value));
        return all;
    }

    private static bool TryPort(string text, out int? port)
    {
        port = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
        return port is not null || text.Length == 0;
    }

    /// <summary>A value may have a line break, and an entry is a line.</summary>
    private static string Escape(string value)
        => value.IndexOfAny(['\\', '\r', '\n']) < 0 ? value : value.Replace("\\", "\\\\").Replace("\r", "\\r").Replace("\n", "\\n");

    private static string Unescape(string text)
    {
        if (text.IndexOf('\\') < 0)
        {
            return text;
        }

        var value = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool isEscape = text[i] == '\\' && i + 1 < text.Length;
            value.Append(!isEscape ? text[i] : text[++i] switch { 'r' => '\r', 'n' => '\n', var other => other });
        }

        return value.ToString();
    }

    private static Observable Of((ObservableType Type, string Value, int? Port) key, long lastTicks)
        => new(key.Type, key.Value, key.Value) { Port = key.Port, UtcTicks = lastTicks };
}
