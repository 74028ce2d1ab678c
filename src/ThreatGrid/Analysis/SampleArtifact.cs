using System;

namespace ThreatGrid;

/// <summary>
/// A file or piece of memory that a run left (section 5.5 of the API reference). What the file's inside says (<c>forensics</c>), scanners
/// (<c>antivirus</c>) and relations stand in <c>AdditionalProperties</c>.
/// </summary>
public sealed class SampleArtifact : SampleDetail, IKeyed
{
    /// <summary>The number of the artifact, as indicators name it.</summary>
    public string? ArtifactId { get; internal set; }

    /// <summary>Where it comes from: <c>submitted</c>, <c>disk</c>, <c>memory</c>, <c>network</c> or <c>extracted</c>.</summary>
    public string? Source { get; internal set; }

    /// <summary>The path it had.</summary>
    public string? Path { get; internal set; }

    /// <summary>The kind of the file, for example <c>exe</c>; empty where nobody knows.</summary>
    public string? Type { get; internal set; }

    /// <summary>The SHA-256.</summary>
    public string? Sha256 { get; internal set; }

    /// <summary>The SHA-1.</summary>
    public string? Sha1 { get; internal set; }

    /// <summary>The MD5.</summary>
    public string? Md5 { get; internal set; }

    /// <summary>Whether the server marks the file as harmless (<c>whitelist</c>; the entries stand in <c>AdditionalProperties</c>).</summary>
    public bool IsWhitelisted => AdditionalProperties["whitelist"] is System.Collections.ICollection { Count: > 0 };

    /// <summary>The size in bytes.</summary>
    public long? Size { get; internal set; }

    /// <summary>The entropy, 0 to 8 bits a byte.</summary>
    public double? Entropy { get; internal set; }

    /// <summary>The media type.</summary>
    public string? MimeType { get; internal set; }

    /// <summary>What the first bytes say it is.</summary>
    public string? MagicType { get; internal set; }

    /// <summary>When it was made, in local time; null where nobody knows.</summary>
    public DateTime? CreatedAt => UtcTime.Local(CreatedTicks);

    /// <summary>When it was made, in UTC.</summary>
    public DateTime? CreatedAtUtc => UtcTime.Utc(CreatedTicks);

    /// <summary>The record ids of the processes that made it.</summary>
    public TextList CreatedBy { get; internal set; } = TextList.Empty;

    /// <summary>The record ids of the processes that changed it.</summary>
    public TextList ModifiedBy { get; internal set; } = TextList.Empty;

    /// <summary>The record ids of the processes that read it.</summary>
    public TextList ReadBy { get; internal set; } = TextList.Empty;

    /// <summary>The record ids of the processes that ran from it.</summary>
    public TextList ExecutedFrom { get; internal set; } = TextList.Empty;

    string? IKeyed.Key
    {
        get => ArtifactId;
        set => ArtifactId = value;
    }

    internal long? CreatedTicks { get; set; }
}
