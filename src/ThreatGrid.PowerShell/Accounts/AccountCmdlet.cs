using System;
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
                Try(client, login.Trim(), () => Process(client, login.Trim()));
            }
        }
    }

    /// <summary>Does what there is to do for one account.</summary>
    private protected abstract void Process(ApiClient client, string login);

    /// <summary>What the question to the user names: whom, and where.</summary>
    private protected static string Describe(ApiClient client, User user)
        => $"{user.Login}{(string.IsNullOrEmpty(user.Name) ? string.Empty : $" ({user.Name})")} on {client.Connection.Server.Host}";

    private protected void Run(Func<System.Threading.CancellationToken, System.Threading.Tasks.Task> operation)
        => Await(async token =>
        {
            await operation(token).ConfigureAwait(false);
            return true;
        });

    private void Try(ApiClient client, string login, Action action)
    {
        try
        {
            action();
        }
        catch (AuthenticationFailedException e)
        {
            Fail(e, login);
        }
        catch (ThreatGridException e)
        {
            e.Context ??= $"It happened at user '{login}' on {client.Connection.Server.Host}.";
            WriteError(ErrorRecords.Of(e, login));
        }
    }
}
