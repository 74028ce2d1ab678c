using System;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Paging;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads the behavioural indicators that samples triggered, with what triggered them.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleIndicator", DefaultParameterSetName = IdSet)]
[OutputType(typeof(SampleIndicator))]
public sealed class GetTGSampleIndicatorCommand : SectionCmdlet
{
    /// <summary>The names of the indicators wanted; all where none is given.</summary>
    [Parameter(Position = 1)]
    [Alias("Ioc")]
    [ArgumentCompleter(typeof(IndicatorNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Indicator { get; set; }

    private protected override void Read(IAnalysis analysis)
    {
        if (Indicator is null)
        {
            WriteSection(analysis, AnalysisSections.Indicators);
        }
        else if (analysis is ServedAnalysis served)
        {
            foreach (string name in Indicator)
            {
                WriteObject(Await(token => served.IndicatorAsync(name, token)));
            }
        }
        else
        {
            WriteNamed(analysis, Indicator);
        }
    }

    private void WriteNamed(IAnalysis analysis, string[] names)
    {
        foreach (RowBatch<SampleIndicator> batch in Pull(token => analysis.ReadAsync(AnalysisSections.Indicators, token)))
        {
            WriteFailures(analysis, batch.Failures);
            WriteObject(batch.Rows.Where(r => names.Contains(r.Indicator, StringComparer.OrdinalIgnoreCase)), enumerateCollection: true);
        }
    }
}
