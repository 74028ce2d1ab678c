using System.Management.Automation;
using ThreatGrid.Client.Analysis;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads the summary of samples: file, run, how often it was seen, what was found.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleSummary")]
[OutputType(typeof(SampleSummary))]
public sealed class GetTGSampleSummaryCommand : AnalysisCmdlet
{
    private protected override void ReadServed(ServedAnalysis analysis)
        => WriteObject(Await(analysis.SummaryAsync));
}
