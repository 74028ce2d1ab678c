using System.Management.Automation;
using ThreatGrid.Client.Analysis;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads what is known of the addresses that samples met: holder, place, names.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleAnnotation", DefaultParameterSetName = IdSet)]
[OutputType(typeof(SampleAnnotation))]
public sealed class GetTGSampleAnnotationCommand : SectionCmdlet
{
    private protected override void Read(IAnalysis analysis)
        => WriteSection(analysis, AnalysisSections.Annotations);
}
