using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">Reads user accounts: the own one, those of some logins, or all of an organisation.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGUser", DefaultParameterSetName = ListSet)]
[OutputType(typeof(User))]
public sealed class GetTGUserCommand : OrganizationCmdlet
{
    private const string ListSet = "Login";
    private const string MeSet = "Me";

    private readonly Dictionary<string, IReadOnlyList<User>> _rosters = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The logins, wildcards allowed; all of the organisation where none is given.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [MemberTransformation("Login")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(Completion.LoginCompleter))]
    public string[]? Login { get; set; }

    /// <summary>Whether the account of the key in use is meant.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MeSet)]
    public SwitchParameter Me { get; set; }

    /// <summary>Only accounts with one of these roles.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(Completion.RoleCompleter))]
    public string[]? Role { get; set; }

    /// <summary>Only accounts that can be used, or only those that cannot.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateSet("Active", "Inactive")]
    public string? Status { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => ForEachConnection(client =>
    {
        if (ParameterSetName == MeSet)
        {
            WriteObject(Await(token => new UserClient(client).MeAsync(token)));
            return;
        }

        foreach (string login in Login ?? ["*"])
        {
            Read(client, login.Trim());
        }
    });

    private void Read(ApiClient client, string login)
    {
        if (WildcardPattern.ContainsWildcardCharacters(login))
        {
            WriteObject(Matching(Roster(client), [login], u => u.Login).Where(IsWanted), enumerateCollection: true);
            return;
        }

        try
        {
            User user = Await(token => new UserClient(client).GetAsync(login, token));
            if (IsWanted(user))
            {
                WriteObject(user);
            }
        }
        catch (ThreatGridException e) when (e is not AuthenticationFailedException)
        {
            e.Context ??= $"It happened at user '{login}'.";
            WriteError(ErrorRecords.Of(e, login));
        }
    }

    private IReadOnlyList<User> Roster(ApiClient client)
    {
        long organization = OrganizationOf(client);
        string key = $"{client.Connection.Name} {organization}";
        if (!_rosters.TryGetValue(key, out IReadOnlyList<User>? users))
        {
            users = Await(token => new UserClient(client).ListAsync(organization, token));
            _rosters[key] = users;
        }

        return users;
    }

    private bool IsWanted(User user)
        => (Role is null || Role.Contains(user.Role, StringComparer.OrdinalIgnoreCase))
            && (Status is null || user.IsActive == Status.Equals("Active", StringComparison.OrdinalIgnoreCase));
}
