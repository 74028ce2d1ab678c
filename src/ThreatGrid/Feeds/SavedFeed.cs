using System;

namespace ThreatGrid;

/// <summary>A curated feed on disk.</summary>
public sealed class SavedFeed
{
    internal SavedFeed(string connection, string feed, DateTime? day, CuratedFeedFormat format, string path, long length, string sha256)
    {
        Connection = connection;
        Feed = feed;
        Date = day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Format = format;
        Path = path;
        Length = length;
        Sha256 = sha256;
    }

    /// <summary>The connection it came from.</summary>
    public string Connection { get; }

    /// <summary>The name of the feed.</summary>
    public string Feed { get; }

    /// <summary>The UTC day of the feed, <c>yyyy-MM-dd</c>; null for the current hourly one.</summary>
    public string? Date { get; }

    /// <summary>The format.</summary>
    public CuratedFeedFormat Format { get; }

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>The size in bytes.</summary>
    public long Length { get; }

    /// <summary>The SHA-256 of what was written, lower-case hexadecimal.</summary>
    public string Sha256 { get; }
}
