using System;

namespace ThreatGrid;

/// <summary>A sample as the submission search finds it, with score and indicators where it was analysed (section 4.5 of the API reference).</summary>
public sealed class SampleSearchResult : SampleRecord
{
    /// <summary>The threat score, 0 to 100; null where there is none, as before the end of a run. 0 is a verdict.</summary>
    public int? ThreatScore { get; internal set; }

    /// <summary>How many behavioural indicators it triggered; null where it was not analysed.</summary>
    public int? IndicatorCount { get; internal set; }

    /// <summary>The names of the indicators.</summary>
    public TextList Indicators { get; internal set; } = TextList.Empty;

    /// <summary>The organisation of who submitted it; null where the server does not say.</summary>
    public long? OrganizationId { get; internal set; }

    /// <summary>How long the virtual machine ran, in seconds.</summary>
    public long? RuntimeSeconds { get; internal set; }

    /// <summary>The id of the virtual machine.</summary>
    public string? VirtualMachine { get; internal set; }

    /// <summary>The build of the operating system.</summary>
    public string? OperatingSystem { get; internal set; }

    /// <summary>The kind of the analysed file, for example <c>exe</c>.</summary>
    public string? FileType { get; internal set; }

    /// <summary>What the first bytes of the analysed file say it is.</summary>
    public string? MagicType { get; internal set; }

    /// <summary>The size of the analysed file in bytes.</summary>
    public long? Size { get; internal set; }

    /// <summary>When the run began, in local time.</summary>
    public DateTime? AnalysisStart => UtcTime.Local(StartTicks);

    /// <summary>When the run began, in UTC.</summary>
    public DateTime? AnalysisStartUtc => UtcTime.Utc(StartTicks);

    /// <summary>When the run ended, in local time.</summary>
    public DateTime? AnalysisEnd => UtcTime.Local(EndTicks);

    /// <summary>When the run ended, in UTC.</summary>
    public DateTime? AnalysisEndUtc => UtcTime.Utc(EndTicks);

    internal long? StartTicks { get; set; }

    internal long? EndTicks { get; set; }
}
