using System.Collections.Generic;
using System.Management.Automation;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">Creates user accounts, one or the rows of a spreadsheet. Those that are there already are left as they are.</para></summary>
[Cmdlet(VerbsCommon.New, "TGUser", SupportsShouldProcess = true)]
[OutputType(typeof(User))]
public sealed class NewTGUserCommand : OrganizationCmdlet
{
    /// <summary>The name the account is known by.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Login { get; set; } = string.Empty;

    /// <summary>The name of the person.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>The mail address; the service may ask that no two accounts share one.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Email { get; set; } = string.Empty;

    /// <summary>The title of the person.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Title { get; set; }

    /// <summary>Whether accounts that are there with other details are changed to these.</summary>
    [Parameter]
    public SwitchParameter Update { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => ForEachConnection(client =>
    {
        try
        {
            Create(client, Login.Trim());
        }
        catch (ThreatGridException e) when (e is not AuthenticationFailedException)
        {
            e.Context ??= $"It happened at user '{Login}'.";
            WriteError(ErrorRecords.Of(e, Login));
        }
    });

    private void Create(ApiClient client, string login)
    {
        var users = new UserClient(client);
        var details = new UserChanges { Name = Name.Trim(), Email = Email.Trim(), Title = string.IsNullOrWhiteSpace(Title) ? null : Title!.Trim() };
        if (Await(token => users.FindAsync(login, token)) is { } present)
        {
            Adapt(client, present, details.Against(present));
            return;
        }

        long organization = OrganizationOf(client);
        if (ShouldProcess($"{login} ({details.Name}, {details.Email}) in organisation {organization} on {client.Connection.Server.Host}", "Create the user"))
        {
            Run(token => users.CreateAsync(organization, login, details, token));
            Give(client, login, "Created");
        }
    }

    private void Adapt(ApiClient client, User present, UserChanges changes)
    {
        IReadOnlyList<string> differences = changes.Members;
        if (differences.Count == 0)
        {
            present.Change = "Unchanged";
            WriteObject(present);
        }
        else if (!Update)
        {
            WriteError(ErrorRecords.UserExists(present.Login!, string.Join(", ", differences)));
        }
        else if (ShouldProcess($"{present.Login} on {client.Connection.Server.Host}", $"Change {string.Join(", ", differences)} of the user"))
        {
            Run(token => new UserClient(client).UpdateAsync(present.Login!, changes, token));
            Give(client, present.Login!, "Updated");
        }
    }

    private void Give(ApiClient client, string login, string change)
    {
        User user = Await(token => new UserClient(client).GetAsync(login, token));
        user.Change = change;
        WriteObject(user);
    }
}
