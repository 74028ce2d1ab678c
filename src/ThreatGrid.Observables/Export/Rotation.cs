using System;
using System.Globalization;
using System.IO;

namespace ThreatGrid.Observables.Export;

/// <summary>When a file that lines are added to gives way to the next one. A file once left is never written again.</summary>
internal sealed record Rotation
{
    /// <summary>How large a file may get, in bytes; null for any size.</summary>
    public long? Size { get; init; }

    /// <summary>Whether each UTC day has a file of its own.</summary>
    public bool Daily { get; init; }

    /// <summary>The name of a file: <c>tg.jsonl</c>, <c>tg-20260302.jsonl</c>, <c>tg-3.jsonl</c>, <c>tg-20260302-3.jsonl</c>.</summary>
    public string PathOf(string path, DateTime dayUtc, int number)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        if (Daily)
        {
            name += dayUtc.ToString("-yyyyMMdd", CultureInfo.InvariantCulture);
        }

        if (number > 1)
        {
            name += "-" + number.ToString(CultureInfo.InvariantCulture);
        }

        return Path.Combine(Path.GetDirectoryName(path)!, name + Path.GetExtension(path));
    }
}
