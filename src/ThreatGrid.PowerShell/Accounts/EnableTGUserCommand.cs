using System.Management.Automation;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">Activates user accounts, those of new devices too. Accounts that are active already are left as they are.</para></summary>
[Cmdlet(VerbsLifecycle.Enable, "TGUser", SupportsShouldProcess = true)]
[OutputType(typeof(User))]
public sealed class EnableTGUserCommand : AccountCmdlet
{
    /// <summary>Whether the accounts are given, each with what was done.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process(ApiClient client, string login)
    {
        var users = new UserClient(client);
        User user = Await(token => users.GetAsync(login, token));
        if (user.IsActive == true)
        {
            WriteVerbose($"'{login}' is active already.");
            user.Change = "Unchanged";
        }
        else if (ShouldProcess(Describe(client, user), "Activate the user"))
        {
            Run(token => users.ActivateAsync(login, isActive: true, token));
            (user.IsActive, user.Change) = (true, "Enabled");
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
