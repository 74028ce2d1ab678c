using System.Management.Automation;
using ThreatGrid.Client.Accounts;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">Asks a server how it is: the service, and its intake of samples.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGHealth")]
[OutputType(typeof(ServiceHealth))]
public sealed class GetTGHealthCommand : ServiceCmdlet
{
    /// <inheritdoc />
    protected override void ProcessRecord() => ForEachConnection(client =>
    {
        var metrics = new MetricClient(client);
        WriteObject(Await(token => metrics.HealthAsync(ofSubmission: false, token)));
        WriteObject(Await(token => metrics.HealthAsync(ofSubmission: true, token)));
    });
}
