using System.Management.Automation;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Http;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads the verdict on samples: the threat score and the indicators behind it.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleThreat")]
[OutputType(typeof(SampleThreat))]
public sealed class GetTGSampleThreatCommand : AnalysisCmdlet
{
    private protected override void Read(ApiClient client, AnalysisClient analysis, string sampleId)
        => WriteObject(Await(token => analysis.ThreatAsync(sampleId, token)));
}
