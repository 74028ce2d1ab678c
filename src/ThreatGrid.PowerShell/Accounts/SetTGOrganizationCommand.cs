using System.Collections.Generic;
using System.Management.Automation;
using ThreatGrid.Client.Accounts;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">Changes an organisation, the own one where no other is named. What is as wanted already is not sent.</para></summary>
[Cmdlet(VerbsCommon.Set, "TGOrganization", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Organization))]
public sealed class SetTGOrganizationCommand : OrganizationCmdlet
{
    /// <summary>Its name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Its industry, in the words of the portal's list.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Industry { get; set; }

    /// <summary>The networks, as CIDR, from which its users may connect. Make sure that your own is among them.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? AuthorizedNetwork { get; set; }

    /// <summary>Whether its users can flag samples and observables.</summary>
    [Parameter]
    public bool? CanFlag { get; set; }

    /// <summary>Whether its users can choose how long a run takes.</summary>
    [Parameter]
    public bool? CanChooseRuntime { get; set; }

    /// <summary>Whether the organisation is given, with what was done.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => ForEachConnection(client =>
    {
        var organizations = new OrganizationClient(client);
        long id = OrganizationOf(client);
        Organization organization = Await(token => organizations.GetAsync(id, token));
        OrganizationChanges changes = new OrganizationChanges
        {
            Name = Name,
            Industry = Industry,
            AuthorizedNetworks = AuthorizedNetwork,
            CanFlag = CanFlag,
            CanChooseRuntime = CanChooseRuntime,
        }.Against(organization);
        IReadOnlyList<string> members = changes.Members;
        if (members.Count == 0)
        {
            WriteVerbose("Nothing of the organisation differs.");
            organization.Change = "Unchanged";
        }
        else if (ShouldProcess($"{organization.Name} ({id}) on {client.Connection.Server.Host}", $"Change {string.Join(", ", members)} of the organisation"))
        {
            Run(token => organizations.UpdateAsync(id, changes, token));
            organization = Await(token => organizations.GetAsync(id, token));
            organization.Change = "Updated";
        }
        else
        {
            return;
        }

        if (PassThru)
        {
            WriteObject(organization);
        }
    });
}
