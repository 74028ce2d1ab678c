using System.Management.Automation;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Http;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads what the analysis of samples could not do as it should.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleWarning")]
[OutputType(typeof(SampleWarning))]
public sealed class GetTGSampleWarningCommand : AnalysisCmdlet
{
    private protected override void Read(ApiClient client, AnalysisClient analysis, string sampleId)
        => WriteObject(Await(token => analysis.WarningsAsync(sampleId, token)), enumerateCollection: true);
}
