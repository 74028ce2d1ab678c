using System;
using System.Collections.Generic;
using System.Management.Automation;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Samples;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Samples;

/// <summary><para type="synopsis">Waits until the runs of samples are over, and gives score, number of indicators, or why a run failed.</para></summary>
[Cmdlet(VerbsLifecycle.Wait, "TGSample")]
[OutputType(typeof(SampleOutcome))]
public sealed class WaitTGSampleCommand : SampleBatchCmdlet
{
    /// <summary>How long to wait; then those that still run are given as they are. Without it there is no end.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <summary>The pause between two questions.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan Interval { get; set; } = WaitDefaults.Interval;

    private protected override void ProcessBatch(ApiClient client, IReadOnlyList<string> sampleIds)
    {
        foreach (SampleOutcome outcome in Pull(token => new SampleWaiter(client).WaitAsync(sampleIds, Timeout, Interval, token)))
        {
            if (outcome.State is null)
            {
                WriteError(ErrorRecords.Of(
                    new NotFoundException($"'{client.Connection.Server.Host}' has no sample {outcome.SampleId}.") { RecommendedAction = "Check the id, and that it belongs to this server." },
                    outcome.SampleId));
                continue;
            }

            WriteObject(outcome);
        }
    }
}
