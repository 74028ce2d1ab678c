using System.Management.Automation;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">De-activates user accounts: their keys and passwords are refused until they are activated again.</para></summary>
[Cmdlet(VerbsLifecycle.Disable, "TGUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(User))]
public sealed class DisableTGUserCommand : ProtectedAccountCmdlet
{
    /// <summary>Whether the accounts are given, each with what was done.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process(ApiClient client, User user)
    {
        if (user.IsActive == false)
        {
            WriteVerbose($"'{user.Login}' is not active already.");
            user.Change = "Unchanged";
        }
        else if (ShouldProcess(Describe(client, user), "De-activate the user"))
        {
            Run(token => new UserClient(client).ActivateAsync(user.Login!, isActive: false, token));
            (user.IsActive, user.Change) = (false, "Disabled");
        }
        else
        {
            return;
        }

        if (PassThru)
        {
            WriteObject(user);
        }
    }
}
