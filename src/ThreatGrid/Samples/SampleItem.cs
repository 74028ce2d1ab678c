namespace ThreatGrid;

/// <summary>What can be downloaded of a sample (section 5.9 of the API reference).</summary>
public enum SampleItem
{
    /// <summary>The whole analysis, <c>analysis.json</c>.</summary>
    AnalysisJson,

    /// <summary>The report, HTML.</summary>
    Report,

    /// <summary>The network traffic, pcap.</summary>
    NetworkCapture,

    /// <summary>The video of the run, WebM.</summary>
    Video,

    /// <summary>The screenshot, PNG.</summary>
    Screenshot,

    /// <summary>The timeline of the processes, JSON.</summary>
    Processes,

    /// <summary>The timeline, JSON.</summary>
    Timeline,

    /// <summary>The registry activity; servers are known to write it as broken JSON.</summary>
    Registry,

    /// <summary>The warnings of the analysis, JSON.</summary>
    Warnings,

    /// <summary>The submitted file, in the service's protected ZIP.</summary>
    Sample,

    /// <summary>What the run left on the disk, in a protected ZIP.</summary>
    ExtractedArtifacts,

    /// <summary>What was carved from the traffic, in a protected ZIP.</summary>
    NetworkArtifacts,
}
