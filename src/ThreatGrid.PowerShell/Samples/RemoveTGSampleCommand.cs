using System;
using System.Management.Automation;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Samples;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Samples;

/// <summary><para type="synopsis">Deletes samples from the server, for good.</para></summary>
[Cmdlet(VerbsCommon.Remove, "TGSample", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveTGSampleCommand : SampleCmdlet
{
    /// <summary>Whether samples that others submitted may be deleted.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process(ApiClient client, string sampleId)
    {
        Sample sample = Await(token => new SampleClient(client).GetAsync(sampleId, token));
        if (!Force && (sample.Login is null || !string.Equals(sample.Login, Await(token => new AccountClient(client).OwnerAsync(token)).Login, StringComparison.OrdinalIgnoreCase)))
        {
            WriteError(ErrorRecords.NotOwnSample(sampleId, sample.Login));
            return;
        }

        if (ShouldProcess($"{sampleId} ({sample.FileName}, submitted by {sample.Login ?? "somebody else"}) on {client.Connection.Server.Host}", "Delete the sample for good"))
        {
            Run(token => new SampleClient(client).DeleteAsync(sampleId, token));
        }
    }
}
