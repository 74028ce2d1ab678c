using System.Management.Automation;
using ThreatGrid.Client.Accounts;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">Lists what an organisation has licensed.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGEntitlement")]
[OutputType(typeof(Entitlement))]
public sealed class GetTGEntitlementCommand : OrganizationCmdlet
{
    /// <summary>The ids of the entitlements; all where none is given.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[]? EntitlementId { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => ForEachConnection(client =>
    {
        var organizations = new OrganizationClient(client);
        long id = OrganizationOf(client);
        if (EntitlementId is null)
        {
            WriteObject(Await(token => organizations.EntitlementsAsync(id, token)), enumerateCollection: true);
            return;
        }

        foreach (string entitlement in EntitlementId)
        {
            WriteObject(Await(token => organizations.EntitlementAsync(id, entitlement, token)));
        }
    });
}
