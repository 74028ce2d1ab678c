using System.Management.Automation;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Http;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads what is known of the addresses that samples met: holder, place, names.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleAnnotation")]
[OutputType(typeof(SampleAnnotation))]
public sealed class GetTGSampleAnnotationCommand : AnalysisCmdlet
{
    private protected override void Read(ApiClient client, AnalysisClient analysis, string sampleId)
        => WriteSection(sampleId, token => analysis.AnnotationsAsync(sampleId, token));
}
