using System.Management.Automation;
using ThreatGrid.Client.Analysis;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads where and how samples ran: virtual machine, times, sandbox, file.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleMetadata", DefaultParameterSetName = IdSet)]
[OutputType(typeof(SampleMetadata))]
public sealed class GetTGSampleMetadataCommand : SectionCmdlet
{
    private protected override void Read(IAnalysis analysis)
    {
        if (Await(analysis.MetadataAsync) is { } metadata)
        {
            WriteObject(metadata);
        }
    }
}
