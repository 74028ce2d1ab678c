using System;
using System.Management.Automation;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Lists the addresses, names, URLs, hashes, paths and registry keys of a run, each once, with where it was seen.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleObservable", DefaultParameterSetName = IdSet)]
[OutputType(typeof(SampleObservable))]
public sealed class GetTGSampleObservableCommand : SectionCmdlet
{
    /// <summary>The kinds wanted; all where none is given.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public ObservableType[]? Type { get; set; }

    /// <summary>Whether addresses of the sandbox itself are left out.</summary>
    [Parameter]
    public SwitchParameter ExcludeInternal { get; set; }

    private protected override void Read(IAnalysis analysis)
    {
        var collector = new ObservableCollector(analysis.Origin, analysis.SampleId);
        Collect(analysis, AnalysisSections.NetworkStreams, collector.Add);
        Collect(analysis, AnalysisSections.Artifacts, collector.Add);
        Collect(analysis, AnalysisSections.Processes, collector.Add);
        Collect(analysis, AnalysisSections.Indicators, collector.Add);
        Collect(analysis, AnalysisSections.Annotations, collector.Add);
        foreach (SampleObservable observable in collector.All())
        {
            if ((Type is null || Array.IndexOf(Type, observable.Type) >= 0) && !(ExcludeInternal && observable.IsInternal))
            {
                WriteObject(observable);
            }
        }
    }

    private void Collect<T>(IAnalysis analysis, AnalysisSection<T> section, Action<T> add)
        where T : SampleDetail
    {
        foreach (RowBatch<T> batch in Pull(token => analysis.ReadAsync(section, token)))
        {
            WriteFailures(analysis, batch.Failures);
            foreach (T row in batch.Rows)
            {
                add(row);
            }
        }
    }
}
