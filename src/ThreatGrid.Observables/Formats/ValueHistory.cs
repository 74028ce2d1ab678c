using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ThreatGrid.Files;

namespace ThreatGrid.Observables.Formats;

/// <summary>
/// When values were seen first and last, over all exports: what a list ages by, and what makes the dates of a document's indicators stay.
/// </summary>
internal sealed class ValueHistory
{
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
            try
            {
                using JsonDocument entry = JsonDocument.Parse(line);
                JsonElement root = entry.RootElement;
                var type = (ObservableType)Enum.Parse(typeof(ObservableType), root.GetProperty("type").GetString()!);
                int? port = root.TryGetProperty("port", out JsonElement value) ? value.GetInt32() : null;
                (ObservableType, string, int?) key = (type, root.GetProperty("value").GetString() ?? throw new FormatException("It has no value."), port);
                history._seen[key] = (root.GetProperty("first").GetInt64(), root.GetProperty("last").GetInt64());
                history._known.Add(key);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
            {
                throw new InvalidDataException($"Line {number} of '{path}' is no entry of an export's history: {e.Message}", e);
            }
        }

        return history;
    }

    /// <summary>Writes it, whole or not at all.</summary>
    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using AtomicFile file = AtomicFile.Create(path, overwrite: true);
        using (var writer = new StreamWriter(file.Stream, new UTF8Encoding(false), 4096, leaveOpen: true) { NewLine = "\n" })
        {
            foreach (KeyValuePair<(ObservableType Type, string Value, int? Port), (long First, long Last)> entry in _seen)
            {
                writer.WriteLine(JsonText.Line(line =>
                {
                    line.WriteString("type", entry.Key.Type.ToString());
                    line.WriteString("value", entry.Key.Value);
                    line.Number("port", entry.Key.Port);
                    line.WriteNumber("first", entry.Value.First);
                    line.WriteNumber("last", entry.Value.Last);
                }));
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

    private static Observable Of((ObservableType Type, string Value, int? Port) key, long lastTicks)
        => new(key.Type, key.Value, key.Value) { Port = key.Port, UtcTicks = lastTicks };
}
