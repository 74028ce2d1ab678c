using System.Management.Automation;
using ThreatGrid.Client.Accounts;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">Lists the registered devices of an organisation.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGDevice")]
[OutputType(typeof(Device))]
public sealed class GetTGDeviceCommand : OrganizationCmdlet
{
    /// <summary>The names of the devices, or the logins of those without a name, wildcards allowed; all where none is given.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => ForEachConnection(client =>
    {
        long id = OrganizationOf(client);
        WriteObject(Matching(Await(token => new OrganizationClient(client).DevicesAsync(id, token)), Name, d => d.Name ?? d.Login), enumerateCollection: true);
    });
}
