using System.Management.Automation;
using ThreatGrid.Client.Http;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary>Base of the cmdlets that take logins and do something for each account. The failure of one leaves the others alone.</summary>
public abstract class AccountCmdlet : ConnectedCmdlet
{
    /// <summary>The logins of the accounts.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [MemberTransformation("Login")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(Completion.LoginCompleter))]
    public string[] Login { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            foreach (string login in Login)
            {
                Try(login.Trim(), () => Process(client, login.Trim()), $"It happened at user '{login.Trim()}' on {client.Connection.Server.Host}.");
            }
        }
    }

    /// <summary>Does what there is to do for one account.</summary>
    private protected abstract void Process(ApiClient client, string login);

    /// <summary>What the question to the user names: whom, and where.</summary>
    private protected static string Describe(ApiClient client, User user)
        => $"{user.Login}{(string.IsNullOrEmpty(user.Name) ? string.Empty : $" ({user.Name})")} on {client.Connection.Server.Host}";
}
