using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Http;
using ThreatGrid.PowerShell.Samples;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary>Base of the cmdlets that read the analysis of samples.</summary>
public abstract class AnalysisCmdlet : SampleCmdlet
{
    private protected sealed override void Process(ApiClient client, string sampleId)
    {
        try
        {
            ReadServed(new ServedAnalysis(client, sampleId));
        }
        catch (NotFoundException e)
        {
            e.Context ??= $"It happened at sample {sampleId}.";
            e.RecommendedAction = "An analysis is there when the run is over and went well: Wait-TGSample waits for it. What belongs to another organisation reads as not there.";
            throw;
        }
    }

    /// <summary>Reads what there is to read for one sample.</summary>
    private protected abstract void ReadServed(ServedAnalysis analysis);
}
