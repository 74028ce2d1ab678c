using System.Management.Automation;
using ThreatGrid.Client.Analysis;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads what the analysis of samples could not do as it should.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleWarning", DefaultParameterSetName = IdSet)]
[OutputType(typeof(SampleWarning))]
public sealed class GetTGSampleWarningCommand : SectionCmdlet
{
    private protected override void Read(IAnalysis analysis)
        => WriteObject(Await(analysis.WarningsAsync), enumerateCollection: true);
}
