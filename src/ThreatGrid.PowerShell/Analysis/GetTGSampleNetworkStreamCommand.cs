using System.Management.Automation;
using ThreatGrid.Client.Analysis;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads the network streams of samples, DNS, HTTP and DHCP decoded.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleNetworkStream", DefaultParameterSetName = IdSet)]
[OutputType(typeof(SampleNetworkStream))]
public sealed class GetTGSampleNetworkStreamCommand : SectionCmdlet
{
    private protected override void Read(IAnalysis analysis)
        => WriteSection(analysis, AnalysisSections.NetworkStreams);
}
