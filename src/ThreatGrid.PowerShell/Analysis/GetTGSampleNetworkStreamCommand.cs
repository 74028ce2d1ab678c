using System.Management.Automation;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Http;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads the network streams of samples, DNS, HTTP and DHCP decoded.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleNetworkStream")]
[OutputType(typeof(SampleNetworkStream))]
public sealed class GetTGSampleNetworkStreamCommand : AnalysisCmdlet
{
    private protected override void Read(ApiClient client, AnalysisClient analysis, string sampleId)
        => WriteSection(sampleId, token => analysis.NetworkStreamsAsync(sampleId, token));
}
