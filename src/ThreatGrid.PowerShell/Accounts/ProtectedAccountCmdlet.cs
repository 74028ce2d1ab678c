using System;
using System.Management.Automation;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary>
/// Base of the cmdlets that lock somebody out. The account of the key in use is always refused, devices and privileged accounts
/// without <c>-IncludePrivileged</c>; no answer to a question lifts that. What the pipeline says of a role is not believed: the server is asked.
/// </summary>
public abstract class ProtectedAccountCmdlet : AccountCmdlet
{
    /// <summary>Whether accounts of devices, and those with another role than <c>user</c>, are meant too.</summary>
    [Parameter]
    public SwitchParameter IncludePrivileged { get; set; }

    private protected sealed override void Process(ApiClient client, string login)
    {
        Identity owner = Await(token => new AccountClient(client).OwnerAsync(token));
        if (string.Equals(owner.Login, login, StringComparison.OrdinalIgnoreCase))
        {
            WriteError(ErrorRecords.OwnAccount(login));
            return;
        }

        User user = Await(token => new UserClient(client).GetAsync(login, token));
        if (string.Equals(owner.Login, user.Login, StringComparison.OrdinalIgnoreCase))
        {
            WriteError(ErrorRecords.OwnAccount(login));
        }
        else if (!user.IsOrdinary && !IncludePrivileged)
        {
            WriteError(ErrorRecords.PrivilegedAccount(login, user.Role));
        }
        else
        {
            Process(client, user);
        }
    }

    /// <summary>Does what there is to do for an account that may be meant.</summary>
    private protected abstract void Process(ApiClient client, User user);
}
