using System.Management.Automation;
using ThreatGrid.Client.Analysis;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads the verdict on samples: the threat score and the indicators behind it.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleThreat")]
[OutputType(typeof(SampleThreat))]
public sealed class GetTGSampleThreatCommand : AnalysisCmdlet
{
    private protected override void ReadServed(ServedAnalysis analysis)
        => WriteObject(Await(analysis.ThreatAsync));
}
