using System.Management.Automation;
using System.Security;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">Sets the portal password of user accounts.</para></summary>
[Cmdlet(VerbsCommon.Set, "TGPassword", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class SetTGPasswordCommand : ProtectedAccountCmdlet
{
    /// <summary>The new password.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNull]
    public SecureString Password { get; set; } = new();

    private protected override void Process(ApiClient client, User user)
    {
        if (ShouldProcess(Describe(client, user), "Set the password of the user"))
        {
            Run(token => new UserClient(client).SetPasswordAsync(user.Login!, Password, token));
        }
    }
}
