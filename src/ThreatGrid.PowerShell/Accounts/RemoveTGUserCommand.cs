using System.Management.Automation;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">Deletes user accounts, for good.</para></summary>
[Cmdlet(VerbsCommon.Remove, "TGUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveTGUserCommand : ProtectedAccountCmdlet
{
    private protected override void Process(ApiClient client, User user)
    {
        if (ShouldProcess(Describe(client, user), "Delete the user for good"))
        {
            Run(token => new UserClient(client).RemoveAsync(user.Login!, token));
        }
    }
}
