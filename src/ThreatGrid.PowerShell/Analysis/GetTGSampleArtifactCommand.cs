using System.Management.Automation;
using ThreatGrid.Client.Analysis;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads the artifacts of samples: files and pieces of memory that a run left.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleArtifact", DefaultParameterSetName = IdSet)]
[OutputType(typeof(SampleArtifact))]
public sealed class GetTGSampleArtifactCommand : SectionCmdlet
{
    private protected override void Read(IAnalysis analysis)
        => WriteSection(analysis, AnalysisSections.Artifacts);
}
