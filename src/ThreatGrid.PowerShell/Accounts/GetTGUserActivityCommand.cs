using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">Reads the activity log of users, or of a whole organisation.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGUserActivity", DefaultParameterSetName = UserSet)]
[OutputType(typeof(UserActivity))]
public sealed class GetTGUserActivityCommand : OrganizationCmdlet
{
    private const string UserSet = "Login";
    private const string OrganizationSet = "Organization";
    private const int PageSize = 100;

    private long _given;

    /// <summary>The users; the key's owner where none is given.</summary>
    [Parameter(Position = 0, ParameterSetName = UserSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [MemberTransformation("Login")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(Completion.LoginCompleter))]
    public string[]? Login { get; set; }

    /// <summary>Whether the log of the organisation is meant.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OrganizationSet)]
    public SwitchParameter Organization { get; set; }

    /// <summary>How many entries to give at most.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long First { get; set; } = long.MaxValue;

    /// <inheritdoc />
    protected override void ProcessRecord() => ForEachConnection(client =>
    {
        var log = new ActivityClient(client);
        if (Organization)
        {
            long id = OrganizationOf(client);
            Read((options, token) => log.OfOrganizationAsync(id, options, token));
            return;
        }

        foreach (string login in Login ?? [Await(token => new AccountClient(client).OwnerAsync(token)).Login ?? string.Empty])
        {
            try
            {
                Read((options, token) => log.OfUserAsync(login.Trim(), options, token));
            }
            catch (ThreatGridException e) when (e is not AuthenticationFailedException)
            {
                e.Context ??= $"It happened at user '{login}'.";
                WriteError(ErrorRecords.Of(e, login));
            }
        }
    });

    private void Read(Func<PagingOptions, CancellationToken, IAsyncEnumerable<RowBatch<UserActivity>>> open)
    {
        long wanted = First - _given;
        if (wanted <= 0)
        {
            return;
        }

        var options = new PagingOptions { PageSize = (int)Math.Min(PageSize, wanted), RowsWanted = wanted };
        foreach (RowBatch<UserActivity> batch in Pull(token => open(options, token)))
        {
            foreach (RowFailure failure in batch.Failures)
            {
                WriteError(ErrorRecords.UnreadableRow("the activity log", failure.Position, failure.Text));
            }

            foreach (UserActivity entry in batch.Rows)
            {
                WriteObject(entry);
                if (++_given >= First)
                {
                    return;
                }
            }
        }
    }
}
