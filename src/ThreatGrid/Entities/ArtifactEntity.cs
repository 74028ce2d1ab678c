using System;

namespace ThreatGrid;

/// <summary>A file that was submitted, or that samples left or met. Its form is not on record: the likely members are read, all others stay in <see cref="ApiObject.AdditionalProperties"/>.</summary>
public sealed class ArtifactEntity : Entity
{
    /// <inheritdoc />
    public override EntityType EntityType => EntityType.Artifact;

    /// <summary>The SHA-256 of the file.</summary>
    public string? Sha256 { get; internal set; }

    /// <summary>The SHA-1 of the file.</summary>
    public string? Sha1 { get; internal set; }

    /// <summary>The MD5 of the file.</summary>
    public string? Md5 { get; internal set; }

    /// <summary>The size in bytes.</summary>
    public long? Size { get; internal set; }

    /// <summary>What the file is by its first bytes.</summary>
    public string? MagicType { get; internal set; }

    /// <summary>When it was first seen, in local time.</summary>
    public DateTime? FirstSeen => UtcTime.Local(FirstTicks);

    /// <summary>When it was first seen, in UTC.</summary>
    public DateTime? FirstSeenUtc => UtcTime.Utc(FirstTicks);

    /// <summary>When it was last seen, in local time.</summary>
    public DateTime? LastSeen => UtcTime.Local(LastTicks);

    /// <summary>When it was last seen, in UTC.</summary>
    public DateTime? LastSeenUtc => UtcTime.Utc(LastTicks);

    /// <inheritdoc />
    public override string? Value => Sha256;

    internal long? FirstTicks { get; set; }

    internal long? LastTicks { get; set; }
}
