using System.Management.Automation;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary><para type="synopsis">Reads the processes of samples, as a tree: each below the one that started it.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleProcess", DefaultParameterSetName = IdSet)]
[OutputType(typeof(SampleProcess))]
public sealed class GetTGSampleProcessCommand : SectionCmdlet
{
    private protected override void Read(IAnalysis analysis)
    {
        var tree = new ProcessTree();
        foreach (RowBatch<SampleProcess> batch in Pull(token => analysis.ReadAsync(AnalysisSections.Processes, token)))
        {
            WriteFailures(analysis, batch.Failures);
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
