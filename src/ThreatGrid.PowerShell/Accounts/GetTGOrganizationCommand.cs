using System.Management.Automation;
using ThreatGrid.Client.Accounts;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">Reads an organisation: the own one, that of a user, or one by its number.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGOrganization")]
[OutputType(typeof(Organization))]
public sealed class GetTGOrganizationCommand : OrganizationCmdlet
{
    /// <summary>Users whose organisation is wanted.</summary>
    [Parameter(Position = 0)]
    [MemberTransformation("Login")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(Completion.LoginCompleter))]
    public string[]? Login { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => ForEachConnection(client =>
    {
        var organizations = new OrganizationClient(client);
        if (Login is null)
        {
            long id = OrganizationOf(client);
            WriteObject(Await(token => organizations.GetAsync(id, token)));
            return;
        }

        foreach (string login in Login)
        {
            WriteObject(Await(token => organizations.OfUserAsync(login.Trim(), token)));
        }
    });
}
