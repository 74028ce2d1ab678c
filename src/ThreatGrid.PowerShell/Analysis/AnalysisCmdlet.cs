using System;
using System.Collections.Generic;
using System.Threading;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Samples;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary>Base of the cmdlets that read the analysis of samples.</summary>
public abstract class AnalysisCmdlet : SampleCmdlet
{
    private protected sealed override void Process(ApiClient client, string sampleId)
    {
        try
        {
            Read(client, new AnalysisClient(client), sampleId);
        }
        catch (NotFoundException e)
        {
            e.Context ??= $"It happened at sample {sampleId}.";
            e.RecommendedAction = "An analysis is there when the run is over and went well: Wait-TGSample waits for it. What belongs to another organisation reads as not there.";
            throw;
        }
    }

    /// <summary>Reads what there is to read for one sample.</summary>
    private protected abstract void Read(ApiClient client, AnalysisClient analysis, string sampleId);

    /// <summary>Writes the entries of a section while they come.</summary>
    private protected void WriteSection<T>(string sampleId, Func<CancellationToken, IAsyncEnumerable<RowBatch<T>>> open)
    {
        foreach (RowBatch<T> batch in Pull(open))
        {
            WriteFailures(sampleId, batch.Failures);
            WriteObject(batch.Rows, enumerateCollection: true);
        }
    }

    private protected void WriteFailures(string sampleId, IReadOnlyList<RowFailure> failures)
    {
        foreach (RowFailure failure in failures)
        {
            WriteError(ErrorRecords.UnreadableRow($"the analysis of sample {sampleId}", failure.Position, failure.Text));
        }
    }
}
