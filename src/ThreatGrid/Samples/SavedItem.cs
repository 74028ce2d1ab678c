namespace ThreatGrid;

/// <summary>A file that was downloaded.</summary>
public sealed class SavedItem
{
    internal SavedItem(Origin origin, string? sampleId, string item, string path, long length, string sha256)
    {
        Origin = origin;
        SampleId = sampleId;
        Item = item;
        Path = path;
        Length = length;
        Sha256 = sha256;
    }

    /// <summary>The name of the connection.</summary>
    public string Connection => Origin.Name;

    /// <summary>The sample it belongs to; null for an artifact by its hash.</summary>
    public string? SampleId { get; }

    /// <summary>What it is, for example <c>NetworkCapture</c>.</summary>
    public string Item { get; }

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>The size in bytes.</summary>
    public long Length { get; }

    /// <summary>The SHA-256 of the file, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    internal Origin Origin { get; }
}
