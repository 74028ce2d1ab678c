using System.Collections.Generic;
using System.Management.Automation;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">Changes the name, mail address or title of user accounts. What is as wanted already is not sent.</para></summary>
[Cmdlet(VerbsCommon.Set, "TGUser", SupportsShouldProcess = true)]
[OutputType(typeof(User))]
public sealed class SetTGUserCommand : AccountCmdlet
{
    /// <summary>The name of the person.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The mail address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Email { get; set; }

    /// <summary>The title of the person; an empty text takes it away.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Title { get; set; }

    /// <summary>Whether the accounts are given, each with what was done.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process(ApiClient client, string login)
    {
        var users = new UserClient(client);
        User user = Await(token => users.GetAsync(login, token));
        UserChanges changes = new UserChanges { Name = Name, Email = Email, Title = Title }.Against(user);
        IReadOnlyList<string> members = changes.Members;
        if (members.Count == 0)
        {
            WriteVerbose($"Nothing of '{login}' differs.");
            user.Change = "Unchanged";
        }
        else if (ShouldProcess(Describe(client, user), $"Change {string.Join(", ", members)} of the user"))
        {
            Run(token => users.UpdateAsync(login, changes, token));
            user = Await(token => users.GetAsync(login, token));
            user.Change = "Updated";
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
