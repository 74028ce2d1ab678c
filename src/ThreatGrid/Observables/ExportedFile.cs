namespace ThreatGrid;

/// <summary>A file that observables were written to.</summary>
public sealed class ExportedFile
{
    internal ExportedFile(string path, OutputFormat format, long count, long length, string sha256, bool isChanged, ObservableSummary summary)
    {
        Path = path;
        Format = format;
        Count = count;
        Length = length;
        Sha256 = sha256;
        IsChanged = isChanged;
        Summary = summary;
    }

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>The format.</summary>
    public OutputFormat Format { get; }

    /// <summary>How many entries are in the file.</summary>
    public long Count { get; }

    /// <summary>The size in bytes.</summary>
    public long Length { get; }

    /// <summary>The SHA-256 of the file, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Whether the file is another than before. A file that would be the same is left as it is, with its time.</summary>
    public bool IsChanged { get; }

    /// <summary>How many values were dropped or rejected.</summary>
    public long Dropped => Summary.Read - Summary.Kept;

    /// <summary>What became of the values, in numbers.</summary>
    public ObservableSummary Summary { get; }
}
