using System.Management.Automation;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Http;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads the artifacts of samples: files and pieces of memory that a run left.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleArtifact")]
[OutputType(typeof(SampleArtifact))]
public sealed class GetTGSampleArtifactCommand : AnalysisCmdlet
{
    private protected override void Read(ApiClient client, AnalysisClient analysis, string sampleId)
        => WriteSection(sampleId, token => analysis.ArtifactsAsync(sampleId, token));
}
