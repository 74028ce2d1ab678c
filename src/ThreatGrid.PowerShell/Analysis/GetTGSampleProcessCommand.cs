using System.Management.Automation;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads the processes of samples, as a tree: each below the one that started it.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleProcess")]
[OutputType(typeof(SampleProcess))]
public sealed class GetTGSampleProcessCommand : AnalysisCmdlet
{
    private protected override void Read(ApiClient client, AnalysisClient analysis, string sampleId)
    {
        var tree = new ProcessTree();
        foreach (RowBatch<SampleProcess> batch in Pull(token => analysis.ProcessesAsync(sampleId, token)))
        {
            WriteFailures(sampleId, batch.Failures);
            foreach (SampleProcess process in batch.Rows)
            {
                if (tree.Add(process))
                {
                    WriteObject(process);
                }
            }
        }

        WriteObject(tree.Rest(), enumerateCollection: true);
    }
}
