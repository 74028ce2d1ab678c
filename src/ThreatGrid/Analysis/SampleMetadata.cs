using System;

namespace ThreatGrid;

/// <summary>Where and how a sample ran (section 5.8 of the API reference).</summary>
public sealed class SampleMetadata : SampleDetail
{
    /// <summary>The id of the virtual machine's kind, for example <c>win10</c>.</summary>
    public string? VirtualMachine { get; internal set; }

    /// <summary>The name that the portal shows for it.</summary>
    public string? VirtualMachineName { get; internal set; }

    /// <summary>The build of the operating system.</summary>
    public string? OperatingSystem { get; internal set; }

    /// <summary>How long it ran, in seconds.</summary>
    public long? RuntimeSeconds { get; internal set; }

    /// <summary>When the analysis began, in local time.</summary>
    public DateTime? AnalysisStart => UtcTime.Local(StartTicks);

    /// <summary>When the analysis began, in UTC.</summary>
    public DateTime? AnalysisStartUtc => UtcTime.Utc(StartTicks);

    /// <summary>When the sample was started, in local time.</summary>
    public DateTime? SampleExecuted => UtcTime.Local(ExecutedTicks);

    /// <summary>When the sample was started, in UTC.</summary>
    public DateTime? SampleExecutedUtc => UtcTime.Utc(ExecutedTicks);

    /// <summary>When the analysis ended, in local time.</summary>
    public DateTime? AnalysisEnd => UtcTime.Local(EndTicks);

    /// <summary>When the analysis ended, in UTC.</summary>
    public DateTime? AnalysisEndUtc => UtcTime.Utc(EndTicks);

    /// <summary>When the report was made, in local time.</summary>
    public DateTime? ReportCreated => UtcTime.Local(ReportTicks);

    /// <summary>When the report was made, in UTC.</summary>
    public DateTime? ReportCreatedUtc => UtcTime.Utc(ReportTicks);

    /// <summary>The name of the sandbox.</summary>
    public string? SandboxId { get; internal set; }

    /// <summary>The version of the sandbox.</summary>
    public string? SandboxVersion { get; internal set; }

    /// <summary>The version of the environment.</summary>
    public string? Sandcastle { get; internal set; }

    /// <summary>The image of the virtual machine.</summary>
    public string? ControlSubject { get; internal set; }

    /// <summary>What was switched on for the analysis.</summary>
    public TextList AnalysisFeatures { get; internal set; } = TextList.Empty;

    /// <summary>The name of the analysed file.</summary>
    public string? FileName { get; internal set; }

    /// <summary>The kind of the analysed file.</summary>
    public string? FileType { get; internal set; }

    /// <summary>What the first bytes of the analysed file say it is.</summary>
    public string? MagicType { get; internal set; }

    /// <summary>The size of the analysed file in bytes.</summary>
    public long? Size { get; internal set; }

    /// <summary>The SHA-256 of the analysed file.</summary>
    public string? Sha256 { get; internal set; }

    internal long? StartTicks { get; set; }

    internal long? ExecutedTicks { get; set; }

    internal long? EndTicks { get; set; }

    internal long? ReportTicks { get; set; }
}
