using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Samples;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Samples;

/// <summary><para type="synopsis">Reads how far the runs of samples are, a hundred of them in one request.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSampleState")]
[OutputType(typeof(SampleState))]
public sealed class GetTGSampleStateCommand : SampleBatchCmdlet
{
    private protected override void ProcessBatch(ApiClient client, IReadOnlyList<string> sampleIds)
    {
        for (int at = 0; at < sampleIds.Count; at += SampleClient.StatesPerRequest)
        {
            string[] part = [.. sampleIds.Skip(at).Take(SampleClient.StatesPerRequest)];
            RowPage<SampleState> page = Await(token => new SampleClient(client).StatesAsync(part, token));
            WriteObject(page.Rows, enumerateCollection: true);
            HashSet<string> known = new(page.Rows.Select(r => r.SampleId ?? string.Empty), StringComparer.OrdinalIgnoreCase);
            foreach (string id in part.Where(id => !known.Contains(id)))
            {
                WriteError(ErrorRecords.Of(
                    new NotFoundException($"'{client.Connection.Server.Host}' has no sample {id}.")
                    {
                        RecommendedAction = "Check the id. Right after a submission a sample may be unknown for some seconds.",
                    },
                    id));
            }
        }
    }
}
