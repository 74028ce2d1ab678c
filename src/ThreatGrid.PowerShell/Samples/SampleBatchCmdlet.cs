using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Http;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Samples;

/// <summary>Base of the cmdlets that gather the ids of samples from the pipeline and ask for all of them together, server by server.</summary>
public abstract class SampleBatchCmdlet : ConnectedCmdlet
{
    private readonly List<(Connection Connection, List<string> Ids)> _batches = [];

    /// <summary>The ids of the samples.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "Sample")]
    [MemberTransformation("SampleId", "Sample", "Id")]
    [ValidateNotNullOrEmpty]
    public string[] SampleId { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (Connection connection in Targets())
        {
            int at = _batches.FindIndex(b => b.Connection == connection);
            if (at < 0)
            {
                at = _batches.Count;
                _batches.Add((connection, []));
            }

            _batches[at].Ids.AddRange(SampleId.Select(id => id.Trim()));
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        foreach ((Connection connection, List<string> ids) in _batches)
        {
            try
            {
                ProcessBatch(ClientOf(connection), [.. ids.Distinct(StringComparer.OrdinalIgnoreCase)]);
            }
            catch (AuthenticationFailedException e)
            {
                Fail(e, connection.Name);
            }
            catch (ThreatGridException e)
            {
                WriteError(ErrorRecords.Of(e, connection.Name));
            }
        }

        base.EndProcessing();
    }

    /// <summary>Asks for all samples of one server, each once.</summary>
    private protected abstract void ProcessBatch(ApiClient client, IReadOnlyList<string> sampleIds);
}
