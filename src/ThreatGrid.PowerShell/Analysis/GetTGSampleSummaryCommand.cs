using System.Management.Automation;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Http;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads the summary of samples: file, run, how often it was seen, what was found.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleSummary")]
[OutputType(typeof(SampleSummary))]
public sealed class GetTGSampleSummaryCommand : AnalysisCmdlet
{
    private protected override void Read(ApiClient client, AnalysisClient analysis, string sampleId)
        => WriteObject(Await(token => analysis.SummaryAsync(sampleId, token)));
}
