using System.Management.Automation;
using ThreatGrid.Client.Sync;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Sync;

/// <summary><para type="synopsis">Says that the rows of the last Sync-TGFeed arrived: the next run goes on behind them.</para></summary>
[Cmdlet(VerbsLifecycle.Complete, "TGSync", SupportsShouldProcess = true)]
public sealed class CompleteTGSyncCommand : TGCmdlet
{
    /// <summary>The names of checkpoints.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(CheckpointNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>The file of a checkpoint.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (string? name in Name ?? [null!])
        {
            string path = CheckpointPlace.Of(this, name, CheckpointPath);
            if (!ShouldProcess(path, "Commit the rows of the last run"))
            {
                continue;
            }

            try
            {
                using CheckpointFile file = Await(token => CheckpointFile.OpenAsync(path, wait: false, token));
                file.Commit();
            }
            catch (CheckpointException e)
            {
                WriteError(ErrorRecords.Of(e, path));
            }
        }
    }
}
