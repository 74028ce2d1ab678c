using System.Management.Automation;
using System.Security;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">Gives user accounts a new key and shows it, protected unless plain text is asked for. The old one is refused from then on.</para></summary>
[Cmdlet(VerbsCommon.Reset, "TGApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(UserApiKey))]
public sealed class ResetTGApiKeyCommand : ProtectedAccountCmdlet
{
    /// <summary>Whether the keys come as plain text, for a list to hand out. They are then in whatever the output goes to.</summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    private protected override void Process(ApiClient client, User user)
    {
        if (ShouldProcess(Describe(client, user), "Replace the API key of the user"))
        {
            SecureString key = Await(token => new UserClient(client).ResetKeyAsync(user.Login!, token));
            WriteObject(new UserApiKey(client.Connection.Origin, user, AsPlainText ? SecureText.Reveal(key) : key));
        }
    }
}
