using System.Management.Automation;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Http;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads the behavioural indicators that samples triggered, with what triggered them.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleIndicator")]
[OutputType(typeof(SampleIndicator))]
public sealed class GetTGSampleIndicatorCommand : AnalysisCmdlet
{
    /// <summary>The names of the indicators wanted; all where none is given.</summary>
    [Parameter(Position = 1)]
    [Alias("Ioc")]
    [ArgumentCompleter(typeof(IndicatorNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Indicator { get; set; }

    private protected override void Read(ApiClient client, AnalysisClient analysis, string sampleId)
    {
        if (Indicator is null)
        {
            WriteSection(sampleId, token => analysis.IndicatorsAsync(sampleId, token));
            return;
        }

        foreach (string name in Indicator)
        {
            WriteObject(Await(token => analysis.IndicatorAsync(sampleId, name, token)));
        }
    }
}
