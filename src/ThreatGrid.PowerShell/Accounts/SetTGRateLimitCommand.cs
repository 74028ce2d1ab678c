using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">Sets quotas of submissions: so many samples in so much time, several windows if wanted, or none.</para></summary>
[Cmdlet(VerbsCommon.Set, "TGRateLimit", SupportsShouldProcess = true, DefaultParameterSetName = UserSet)]
[OutputType(typeof(RateLimit))]
public sealed class SetTGRateLimitCommand : OrganizationCmdlet
{
    private const string UserSet = "Login";
    private const string UserFreeSet = "LoginUnlimited";
    private const string OrganizationSet = "Organization";
    private const string OrganizationFreeSet = "OrganizationUnlimited";

    /// <summary>The users.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = UserSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = UserFreeSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [MemberTransformation("Login")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(Completion.LoginCompleter))]
    public string[]? Login { get; set; }

    /// <summary>Whether the organisation is meant: its windows beside the licensed one.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OrganizationSet)]
    [Parameter(Mandatory = true, ParameterSetName = OrganizationFreeSet)]
    public SwitchParameter Organization { get; set; }

    /// <summary>How many samples; of several windows, one number for each.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UserSet)]
    [Parameter(Mandatory = true, ParameterSetName = OrganizationSet)]
    [ValidateRange(0, int.MaxValue)]
    public int[] Samples { get; set; } = [];

    /// <summary>In how much time, in whole minutes; a day where none is given. Of several windows, one for each.</summary>
    [Parameter(ParameterSetName = UserSet)]
    [Parameter(ParameterSetName = OrganizationSet)]
    [DurationTransformation]
    public TimeSpan[] Per { get; set; } = [TimeSpan.FromDays(1)];

    /// <summary>Whether the limit is taken away.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UserFreeSet)]
    [Parameter(Mandatory = true, ParameterSetName = OrganizationFreeSet)]
    public SwitchParameter Unlimited { get; set; }

    /// <summary>Whether the quotas are given as they are then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        if (!Unlimited && Per.Length != Samples.Length)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(
                $"There are {Samples.Length} numbers of samples and {Per.Length} times.", null, "Give as many to -Samples as to -Per: -Samples 10,100 -Per 1h,24h."));
        }

        if (Per.FirstOrDefault(p => p.Ticks % TimeSpan.TicksPerMinute != 0) is { Ticks: > 0 } odd)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument($"The time {odd} is not in whole minutes.", odd, "The service counts in minutes."));
        }
    }

    /// <inheritdoc />
    protected override void ProcessRecord() => ForEachConnection(client =>
    {
        RateLimitWindow[] windows = Unlimited ? [] : [.. Samples.Select((s, i) => new RateLimitWindow(s, Per[i]))];
        if (Organization)
        {
            SetForOrganization(client, windows);
            return;
        }

        foreach (string login in Login ?? [])
        {
            try
            {
                SetForUser(client, login.Trim(), windows);
            }
            catch (ThreatGridException e) when (e is not AuthenticationFailedException)
            {
                e.Context ??= $"It happened at user '{login}'.";
                WriteError(ErrorRecords.Of(e, login));
            }
        }
    });

    private static string Describe(RateLimitWindow[] windows)
        => windows.Length == 0
            ? "no limit of its own"
            : string.Join(" and ", windows.Select(w => string.Format(CultureInfo.InvariantCulture, "{0} samples in {1:0.##} h", w.Samples, w.Per.TotalHours)));

    private void SetForUser(ApiClient client, string login, RateLimitWindow[] windows)
    {
        var limits = new RateLimitClient(client);
        IReadOnlyList<RateLimit> present = [.. Await(token => limits.OfUserAsync(login, token)).Where(l => l.Scope == "User")];
        if (IsSame(present, windows))
        {
            WriteVerbose($"The quota of '{login}' is so already.");
        }
        else if (ShouldProcess($"{login} on {client.Connection.Server.Host}", $"Set the quota to {Describe(windows)}"))
        {
            Run(token => limits.SetForUserAsync(login, windows, token));
            present = PassThru ? [.. Await(token => limits.OfUserAsync(login, token)).Where(l => l.Scope == "User")] : [];
        }
        else
        {
            return;
        }

        if (PassThru)
        {
            WriteObject(present, enumerateCollection: true);
        }
    }

    private void SetForOrganization(ApiClient client, RateLimitWindow[] windows)
    {
        long id = OrganizationOf(client);
        if (!ShouldProcess($"organisation {id} on {client.Connection.Server.Host}", $"Set the additional quota to {Describe(windows)}"))
        {
            return;
        }

        Run(token => new OrganizationClient(client).UpdateAsync(id, new OrganizationChanges { RateLimits = windows }, token));
        if (PassThru)
        {
            WriteObject(Await(token => new RateLimitClient(client).OfOrganizationAsync(id, token)), enumerateCollection: true);
        }
    }

    private static bool IsSame(IReadOnlyList<RateLimit> present, RateLimitWindow[] wanted)
    {
        RateLimit[] limited = [.. present.Where(l => l.Samples is not null)];
        return limited.Length == wanted.Length
            && wanted.All(w => limited.Any(l => l.Samples == w.Samples && l.Per == w.Per))
            && (wanted.Length > 0 || present.Count > 0);
    }
}
