using System.Management.Automation;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Http;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads where and how samples ran: virtual machine, times, sandbox, file.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleMetadata")]
[OutputType(typeof(SampleMetadata))]
public sealed class GetTGSampleMetadataCommand : AnalysisCmdlet
{
    private protected override void Read(ApiClient client, AnalysisClient analysis, string sampleId)
        => WriteObject(Await(token => analysis.MetadataAsync(sampleId, token)));
}
