using System.Management.Automation;
using ThreatGrid.Client.Accounts;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">Reads quotas of submissions: of a user, of an organisation, or of each of its users; each window by itself.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGRateLimit", DefaultParameterSetName = UserSet)]
[OutputType(typeof(RateLimit), ParameterSetName = [UserSet, OrganizationSet])]
[OutputType(typeof(RateLimitEntry), ParameterSetName = [EntrySet])]
public sealed class GetTGRateLimitCommand : OrganizationCmdlet
{
    private const string UserSet = "Login";
    private const string OrganizationSet = "Organization";
    private const string EntrySet = "Entries";

    /// <summary>The users; the key's owner where none is given.</summary>
    [Parameter(Position = 0, ParameterSetName = UserSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = EntrySet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [MemberTransformation("Login")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(Completion.LoginCompleter))]
    public string[]? Login { get; set; }

    /// <summary>Whether the quota of the organisation is meant.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OrganizationSet)]
    public SwitchParameter Organization { get; set; }

    /// <summary>Whether the quotas of all its users are wanted instead.</summary>
    [Parameter(ParameterSetName = OrganizationSet)]
    public SwitchParameter PerUser { get; set; }

    /// <summary>Whether the submissions that count against the quota are wanted instead.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EntrySet)]
    public SwitchParameter Entries { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => ForEachConnection(client =>
    {
        var limits = new RateLimitClient(client);
        if (Organization)
        {
            long id = OrganizationOf(client);
            WriteObject(Await(token => PerUser ? limits.PerUserAsync(id, token) : limits.OfOrganizationAsync(id, token)), enumerateCollection: true);
            return;
        }

        foreach (string login in Login ?? [Await(token => new AccountClient(client).OwnerAsync(token)).Login ?? string.Empty])
        {
            Read(limits, login.Trim());
        }
    });

    private void Read(RateLimitClient limits, string login)
    {
        try
        {
            if (Entries)
            {
                WriteObject(Await(token => limits.EntriesAsync(login, token)), enumerateCollection: true);
            }
            else
            {
                WriteObject(Await(token => limits.OfUserAsync(login, token)), enumerateCollection: true);
            }
        }
        catch (ThreatGridException e) when (e is not AuthenticationFailedException)
        {
            e.Context ??= $"It happened at user '{login}'.";
            WriteError(ErrorRecords.Of(e, login));
        }
    }
}
