using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Samples;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Samples;

/// <summary><para type="synopsis">Submits files and URLs for analysis: private unless told otherwise, never twice by accident, within limits.</para></summary>
[Cmdlet(VerbsLifecycle.Submit, "TGSample", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(SampleSubmission))]
public sealed class SubmitTGSampleCommand : ConnectedCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralSet = "LiteralPath";
    private const string UrlSet = "Url";

    private static readonly string[] FileParameters = [nameof(SkipKnown), nameof(KnownWithin), nameof(KnownScope), nameof(Extension), nameof(ExpandArchive), nameof(FileName)];

    private static readonly TimeSpan ShortestKnownWithin = TimeSpan.FromMinutes(15);

    private readonly List<SubmissionTarget> _targets = [];
    private readonly List<(SubmissionTarget Target, SampleSubmission Submission)> _waiting = [];
    private int _accepted;
    private int _known;
    private int _failed;
    private int _notSubmitted;
    private bool _isOver;
    private bool _isEnding;

    /// <summary>The files, wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true)]
    [PathTransformation]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files, their names taken as they are. Files from <c>Get-ChildItem</c> come here.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The URLs to submit; defanged ones are understood.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UrlSet)]
    [AllowEmptyString]
    [ValidateNotNull]
    public string[] Url { get; set; } = [];

    /// <summary>Whether everybody on the server may see and download the samples.</summary>
    [Parameter]
    public SwitchParameter Public { get; set; }

    /// <summary>Whether <c>-Public</c> goes without a question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Tags for the samples.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidatePattern("^[^,]+$")]
    public string[]? Tag { get; set; }

    /// <summary>The virtual machine to run on.</summary>
    [Parameter]
    [Alias("VM")]
    [ArgumentCompleter(typeof(VirtualMachineCompleter))]
    [ValidateNotNullOrEmpty]
    public string? VirtualMachine { get; set; }

    /// <summary>What is done on the virtual machine as a user would.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PlaybookCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Playbook { get; set; }

    /// <summary>Where the traffic leaves to the Internet.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NetworkExitCompleter))]
    [ValidateNotNullOrEmpty]
    public string? NetworkExit { get; set; }

    /// <summary>The password of archives or documents.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? Password { get; set; }

    /// <summary>Whether the server's classifier decides if the analysis is worth it.</summary>
    [Parameter]
    public SwitchParameter Classify { get; set; }

    /// <summary>How long the sample runs, in minutes.</summary>
    [Parameter]
    [ValidateRange(1, 60)]
    public int? RuntimeMinutes { get; set; }

    /// <summary>Where the server posts to when the run is over.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Uri? CallbackUrl { get; set; }

    /// <summary>Whether the server sends a mail when the run is over.</summary>
    [Parameter]
    public SwitchParameter EmailNotification { get; set; }

    /// <summary>Where the samples come from, in your own words.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Source { get; set; }

    /// <summary>The name under which a file is submitted, in place of its own. For one file only.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? FileName { get; set; }

    /// <summary>Whether what was submitted before is not sent again; the known sample is given instead.</summary>
    [Parameter]
    public SwitchParameter SkipKnown { get; set; }

    /// <summary>How long ago a submission may be to count as known; 15 minutes at least.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan KnownWithin { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Whose submissions count as known.</summary>
    [Parameter]
    public KnownScope KnownScope { get; set; } = KnownScope.Organization;

    /// <summary>The extensions of files to submit; others are passed over.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Extension { get; set; }

    /// <summary>Whether the members of ZIP archives are submitted one by one, in place of the archive.</summary>
    [Parameter]
    public SwitchParameter ExpandArchive { get; set; }

    /// <summary>How many samples to submit in this run at most.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Maximum { get; set; }

    /// <summary>How many samples the owner of the key may have submitted in 24 hours, this run included.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? DailyMaximum { get; set; }

    /// <summary>How much of the quota may be used up, in percent.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int? QuotaShare { get; set; }

    /// <summary>How many submissions are under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 16)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>Whether to wait until the runs are over and give their verdicts.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long <c>-Wait</c> waits; then what still runs is given as it is.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <summary>The pause between two questions of <c>-Wait</c>.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan Interval { get; set; } = WaitDefaults.Interval;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        if (KnownWithin < ShortestKnownWithin)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument($"-KnownWithin {KnownWithin} is too short.", KnownWithin, "The vendor asks for 15 minutes at least."));
        }

        string? forFiles = ParameterSetName == UrlSet ? FileParameters.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) : null;
        if (forFiles is not null)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument($"-{forFiles} goes with files only.", forFiles, "A URL has no content, name or hash before the server has opened it."));
        }

        if (Public && !Force && !IsWhatIf && !IsConfirmed())
        {
            ThrowTerminatingError(ErrorRecords.PublicNotConfirmed());
        }
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (_isOver)
        {
            return;
        }

        Prepare();
        foreach (UploadSource source in Sources())
        {
            foreach (SubmissionTarget target in _targets)
            {
                string what = source.Url is null ? "file" : "URL";
                if (ShouldProcess($"{source.Input} -> {target.Client.Connection.Server.Host}", $"Submit {(Public ? "public" : "private")} {what}"))
                {
                    target.Work.Start(token => target.SubmitAsync(source, token));
                }
            }
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        _targets.ForEach(t => t.Work.Finish());
        foreach (SubmissionTarget target in _targets)
        {
            WaitFor(target);
        }

        if (_notSubmitted > 0)
        {
            _failed += _notSubmitted;
            WriteError(ErrorRecords.SubmissionLimitReached(string.Join(" ", _targets.Select(t => t.LimitReason).Where(r => r.Length > 0)), _notSubmitted, null));
        }

        WriteVerbose($"Accepted {_accepted}, skipped {_known}, failed {_failed}.");
        base.EndProcessing();
    }

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? value)
        ? (SwitchParameter)value
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    private bool EndsAtErrors => MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? action)
        ? action is ActionPreference.Stop
        : GetVariableValue("ErrorActionPreference") is ActionPreference.Stop;

    private bool IsConfirmed()
    {
        if (MyInvocation.BoundParameters.TryGetValue("Confirm", out object? confirm) && !(SwitchParameter)confirm)
        {
            return true;
        }

        try
        {
            return ShouldContinue("Everybody on the server can see and download public samples, and it cannot be undone here.", "Submit public samples");
        }
        catch (Exception e) when (e is PSInvalidOperationException or HostException or NotImplementedException)
        {
            return false;
        }
    }

    private void Prepare()
    {
        if (_targets.Count > 0)
        {
            return;
        }

        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            try
            {
                SubmissionOptions options = CreateOptions(client);
                SubmissionLimits limits = IsWhatIf ? SubmissionLimits.None : Await(token => SubmissionLimits.ReadAsync(client, Maximum, DailyMaximum, QuotaShare, token));
                KnownSamples? known = SkipKnown ? new KnownSamples(client, KnownWithin, KnownScope == KnownScope.Organization) : null;
                _targets.Add(new SubmissionTarget(client, new SampleSubmitter(client, options), limits, known) { Work = WorkInOrder<SubmissionReport>(ThrottleLimit, Give) });
            }
            catch (ThreatGridException e)
            {
                Fail(e, connection.Name);
            }
        }
    }

    private SubmissionOptions CreateOptions(ApiClient client) => new()
    {
        IsPublic = Public,
        Tags = Tag ?? [],
        VirtualMachine = Choose("virtual machine", VirtualMachine, () => Await(token => new SampleClient(client).VirtualMachinesAsync(token)).Rows.Select(c => (c.Name, c.DisplayName))),
        Playbook = Choose("playbook", Playbook, () => Await(token => new SampleClient(client).PlaybooksAsync(token)).Rows.Select(c => (c.Name, c.DisplayName))),
        NetworkExit = Choose("network exit", NetworkExit, () => Await(token => new SampleClient(client).NetworkExitsAsync(token)).Rows.Select(c => (c.Name, c.DisplayName))),
        Password = Password is null || ExpandArchive ? null : SecureText.Reveal(Password),
        Classify = Classify.IsPresent ? Classify.ToBool() : null,
        RuntimeMinutes = RuntimeMinutes,
        CallbackUrl = CallbackUrl?.AbsoluteUri,
        EmailNotification = EmailNotification,
        Source = Source,
    };

    /// <summary>The name to send for what was typed. Where the server does not give its list, what was typed is sent.</summary>
    private string? Choose(string kind, string? typed, Func<IEnumerable<(string? Name, string? Display)>> read)
    {
        if (typed is null || IsWhatIf)
        {
            return typed;
        }

        List<(string? Name, string? Display)> known;
        try
        {
            known = [.. read()];
        }
        catch (ThreatGridException e) when (e is not AuthenticationFailedException)
        {
            WriteWarning($"The list of the server to check the {kind} '{typed}' against cannot be read: {e.Message}");
            return typed;
        }

        string? name = known.Count == 0 ? typed : SubmissionChoices.Resolve(typed, known);
        if (name is null)
        {
            ThrowTerminatingError(ErrorRecords.UnknownChoice(kind, typed, string.Join(", ", known.Select(k => k.Name))));
        }

        return name;
    }

    private IEnumerable<UploadSource> Sources()
    {
        var inputs = new SubmissionInputs(this, Report)
        {
            FileName = FileName,
            Extensions = Extension,
            ExpandArchives = ExpandArchive,
            Password = Password,
        };
        return ParameterSetName switch
        {
            UrlSet => Url.Select(inputs.OfUrl).OfType<UploadSource>(),
            LiteralSet => LiteralPath.SelectMany(p => inputs.OfPath(p, isLiteral: true)),
            _ => Path.SelectMany(p => inputs.OfPath(p, isLiteral: false)),
        };
    }

    /// <summary>Takes what became of one input, on the pipeline thread.</summary>
    private void Give(SubmissionReport report)
    {
        if (report.Submission is { } submission)
        {
            switch (submission.Result)
            {
                case SubmissionResult.Known:
                    _known++;
                    break;
                case SubmissionResult.NotSubmitted:
                    _notSubmitted++;
                    break;
                case SubmissionResult.Ambiguous:
                    break;
                default:
                    _accepted++;
                    break;
            }

            if (Wait && submission.SampleId is not null && report.Error is null && !(SampleStates.IsFinal(submission.State) && submission.ThreatScore is not null))
            {
                _waiting.Add((_targets.First(t => t.Client.Connection.Origin == submission.Origin), submission));
            }
            else
            {
                WriteObject(submission);
            }
        }

        if (report.Error is { } error)
        {
            if (report.EndsRun && !_isEnding)
            {
                _isOver = true;
                ThrowTerminatingError(error);
            }

            Report(error);
        }

        Progress.Show($"{_accepted} accepted, {_known} known, {_failed} failed");
    }

    private void WaitFor(SubmissionTarget target)
    {
        List<SampleSubmission> pending = [.. _waiting.Where(w => w.Target == target).Select(w => w.Submission)];
        if (pending.Count == 0)
        {
            return;
        }

        try
        {
            foreach (SampleOutcome outcome in Pull(token => new SampleWaiter(target.Client).WaitAsync(pending.Select(p => p.SampleId!).ToArray(), Timeout, Interval, token)))
            {
                foreach (SampleSubmission submission in pending.Where(p => string.Equals(p.SampleId, outcome.SampleId, StringComparison.OrdinalIgnoreCase)).ToArray())
                {
                    pending.Remove(submission);
                    submission.State = outcome.State ?? submission.State;
                    submission.Status = outcome.Status ?? submission.Status;
                    submission.ThreatScore = outcome.ThreatScore;
                    submission.IndicatorCount = outcome.IndicatorCount;
                    submission.FailureReason = outcome.FailureReason;
                    WriteObject(submission);
                }
            }
        }
        catch (ThreatGridException e)
        {
            // The samples are submitted: their ids must not be lost with the waiting.
            pending.ForEach(WriteObject);
            WriteError(ErrorRecords.Of(e, target.Client.Connection.Name));
        }
    }

    private void Report(ErrorRecord error)
    {
        _failed++;
        if (_isEnding)
        {
            WriteVerbose(error.Exception.Message);
            return;
        }

        if (EndsAtErrors)
        {
            // What is on its way may be taken: its ids must not be lost with the run.
            _isEnding = true;
            _targets.ForEach(t => t.Work.Finish());
            _waiting.ForEach(w => WriteObject(w.Submission));
            _waiting.Clear();
            _isEnding = false;
        }

        WriteError(error);
    }
}
