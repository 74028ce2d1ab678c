using System;

namespace ThreatGrid;

/// <summary>The summary of a run (section 5.1 of the API reference). Indicators that newer servers add are in <c>AdditionalProperties['iocs']</c>.</summary>
public sealed class SampleSummary : SampleDetail
{
    /// <summary>The name of the file.</summary>
    public string? FileName { get; internal set; }

    /// <summary>The kind of the file, for example <c>exe</c>.</summary>
    public string? RunType { get; internal set; }

    /// <summary>What the first bytes of the file say it is.</summary>
    public string? MagicType { get; internal set; }

    /// <summary>The SHA-256 of the file.</summary>
    public string? Sha256 { get; internal set; }

    /// <summary>The SHA-1 of the file.</summary>
    public string? Sha1 { get; internal set; }

    /// <summary>The MD5 of the file.</summary>
    public string? Md5 { get; internal set; }

    /// <summary>When the run began, in local time.</summary>
    public DateTime? RunStart => UtcTime.Local(RunStartTicks);

    /// <summary>When the run began, in UTC.</summary>
    public DateTime? RunStartUtc => UtcTime.Utc(RunStartTicks);

    /// <summary>When the run ended, in local time.</summary>
    public DateTime? RunStop => UtcTime.Local(RunStopTicks);

    /// <summary>When the run ended, in UTC.</summary>
    public DateTime? RunStopUtc => UtcTime.Utc(RunStopTicks);

    /// <summary>When the file was seen for the first time, in local time.</summary>
    public DateTime? FirstSeen => UtcTime.Local(FirstSeenTicks);

    /// <summary>When the file was seen for the first time, in UTC.</summary>
    public DateTime? FirstSeenUtc => UtcTime.Utc(FirstSeenTicks);

    /// <summary>When the file was seen last, in local time.</summary>
    public DateTime? LastSeen => UtcTime.Local(LastSeenTicks);

    /// <summary>When the file was seen last, in UTC.</summary>
    public DateTime? LastSeenUtc => UtcTime.Utc(LastSeenTicks);

    /// <summary>How often the file was seen.</summary>
    public long? TimesSeen { get; internal set; }

    /// <summary>How many network streams there are.</summary>
    public long? StreamCount { get; internal set; }

    /// <summary>How many registry keys were touched.</summary>
    public long? RegistryCount { get; internal set; }

    /// <summary>How many artifacts come from the disk.</summary>
    public long DiskArtifactCount { get; internal set; }

    /// <summary>How many artifacts come from memory.</summary>
    public long MemoryArtifactCount { get; internal set; }

    /// <summary>How many artifacts come from the network.</summary>
    public long NetworkArtifactCount { get; internal set; }

    /// <summary>How many artifacts were extracted from others.</summary>
    public long ExtractedArtifactCount { get; internal set; }

    /// <summary>The tags of the sample.</summary>
    public TextList Tags { get; internal set; } = TextList.Empty;

    internal long? RunStartTicks { get; set; }

    internal long? RunStopTicks { get; set; }

    internal long? FirstSeenTicks { get; set; }

    internal long? LastSeenTicks { get; set; }
}
