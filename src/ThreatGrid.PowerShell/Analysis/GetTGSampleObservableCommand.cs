using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Lists the addresses, names, URLs, hashes, paths and registry keys of a run, each once, with where it was seen.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleObservable")]
[OutputType(typeof(SampleObservable))]
public sealed class GetTGSampleObservableCommand : AnalysisCmdlet
{
    /// <summary>The kinds wanted; all where none is given.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public ObservableType[]? Type { get; set; }

    /// <summary>Whether addresses of the sandbox itself are left out.</summary>
    [Parameter]
    public SwitchParameter ExcludeInternal { get; set; }

    private protected override void Read(ApiClient client, AnalysisClient analysis, string sampleId)
    {
        var collector = new ObservableCollector(client.Connection.Origin, sampleId);
        Collect(sampleId, token => analysis.NetworkStreamsAsync(sampleId, token), collector.Add);
        Collect(sampleId, token => analysis.ArtifactsAsync(sampleId, token), collector.Add);
        Collect(sampleId, token => analysis.ProcessesAsync(sampleId, token), collector.Add);
        Collect(sampleId, token => analysis.IndicatorsAsync(sampleId, token), collector.Add);
        Collect(sampleId, token => analysis.AnnotationsAsync(sampleId, token), collector.Add);
        foreach (SampleObservable observable in collector.All())
        {
            if ((Type is null || Array.IndexOf(Type, observable.Type) >= 0) && !(ExcludeInternal && observable.IsInternal))
            {
                WriteObject(observable);
            }
        }
    }

    private void Collect<T>(string sampleId, Func<CancellationToken, IAsyncEnumerable<RowBatch<T>>> open, Action<T> add)
    {
        foreach (RowBatch<T> batch in Pull(open))
        {
            WriteFailures(sampleId, batch.Failures);
            foreach (T row in batch.Rows)
            {
                add(row);
            }
        }
    }
}
