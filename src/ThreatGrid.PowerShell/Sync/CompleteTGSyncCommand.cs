using System;
using System.Collections.Generic;
using System.Management.Automation;
using ThreatGrid.Client.Sync;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Sync;

/// <summary><para type="synopsis">Says that the rows of the last Sync-TGFeed arrived: the next run goes on behind them.</para></summary>
[Cmdlet(VerbsLifecycle.Complete, "TGSync", SupportsShouldProcess = true, DefaultParameterSetName = NameSet)]
[OutputType(typeof(void))]
public sealed class CompleteTGSyncCommand : TGCmdlet
{
    private const string NameSet = "Name";
    private const string PathSet = "Path";

    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    /// <summary>The names of checkpoints.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(CheckpointNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>The file of a checkpoint.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (string? name in ParameterSetName == NameSet ? Name! : [null!])
        {
            string path = CheckpointPlace.Of(this, name, ParameterSetName == PathSet ? CheckpointPath : null);

            // The summaries of several feeds name one checkpoint.
            if (!_done.Add(path) || !ShouldProcess(path, "Commit the rows of the last run"))
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
