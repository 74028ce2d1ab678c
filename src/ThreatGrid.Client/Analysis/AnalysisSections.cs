using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Analysis;

/// <summary>The sections that are read entry by entry (section 5 and appendix A of the API reference).</summary>
internal static class AnalysisSections
{
    public static AnalysisSection<SampleIndicator> Indicators { get; } = new("analysis/iocs", ["iocs"], AnalysisContracts.Indicator, RowShape.Map);

    public static AnalysisSection<SampleNetworkStream> NetworkStreams { get; } = new("analysis/network_streams", ["network"], AnalysisContracts.NetworkStream, RowShape.Map);

    public static AnalysisSection<SampleProcess> Processes { get; } = new("analysis/processes", ["dynamic", "processes"], AnalysisContracts.Process, RowShape.Map);

    public static AnalysisSection<SampleArtifact> Artifacts { get; } = new("analysis/artifacts", ["artifacts"], AnalysisContracts.Artifact, RowShape.Map);

    public static AnalysisSection<SampleAnnotation> Annotations { get; } = new("analysis/annotations", ["annotations", "network"], AnalysisContracts.Annotation, RowShape.Map, "network");
}
