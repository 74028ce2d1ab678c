using System.Management.Automation;
using ThreatGrid.Observables.Hygiene;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Observables;

/// <summary>What the cmdlets for observables share: what comes in, the lists it is held against, and what becomes of the rest.</summary>
public abstract class ObservableCmdlet : TGCmdlet
{
    private ObservableInput? _input;
    private RejectionLog? _log;
    private ObservableFilter? _filter;

    /// <summary>The objects: rows of feeds, observables of a run, entities, texts with -Type, rows with the columns Type and Value.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    public virtual PSObject? InputObject { get; set; }

    /// <summary>What texts, and rows without a column Type, hold.</summary>
    [Parameter]
    public ObservableType? Type { get; set; }

    /// <summary>Files with what never goes out: domains (<c>*.</c> with everything below), addresses, networks, hashes, URLs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? AllowList { get; set; }

    /// <summary>Entries of an allow-list that are at hand.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? AllowEntry { get; set; }

    /// <summary>Whether private, local and reserved addresses and names stay in.</summary>
    [Parameter]
    public SwitchParameter IncludeReserved { get; set; }

    /// <summary>Whether public suffixes, and what the built-in never-block list has, stay in.</summary>
    [Parameter]
    public SwitchParameter IncludeNeverBlock { get; set; }

    /// <summary>Whether the addresses that curated domains resolved to are taken too.</summary>
    [Parameter]
    public SwitchParameter IncludeIp { get; set; }

    /// <summary>The name of a variable for what is dropped or rejected, with the reasons.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Rejected { get; set; }

    /// <summary>A CSV file for what is dropped or rejected, with the reasons.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RejectedPath { get; set; }

    /// <summary>The name of a variable for the numbers.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SummaryVariable { get; set; }

    private protected ObservableFilter Filter => _filter!;

    /// <summary>Whether files are written in this run.</summary>
    private protected virtual bool WritesFiles => true;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        _input = new ObservableInput(Type, IncludeIp);
        _log = new RejectionLog(this, Rejected, RejectedPath);
        _filter = new ObservableFilter(CreateOptions(AllowListReader.Read(this, AllowList, AllowEntry)));
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        if (_input!.Read(InputObject, out string reason) is not { } observables)
        {
            Reject(Filter.Refuse(Type, InputObject.ToString(), reason, InputObject.BaseObject));
            WriteError(ErrorRecords.NotAnObservable(reason, InputObject.BaseObject));
            return;
        }

        foreach (Observable observable in observables)
        {
            if (Filter.Judge(observable, Refusal, InputObject.BaseObject is string ? null : InputObject.BaseObject) is { } rejected)
            {
                Reject(rejected);
            }
            else
            {
                Take(observable);
            }
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        _log!.Finish(WritesFiles);
        if (SummaryVariable is not null)
        {
            SessionState.PSVariable.Set(SummaryVariable, Filter.Summary);
        }

        ObservableSummary s = Filter.Summary;
        WriteVerbose($"{s.Kept} of {s.Read} values kept; dropped: {s.DroppedReserved} reserved, {s.DroppedAllowList} allow-list, {s.DroppedNeverBlock} never-block, {s.DroppedDuplicate} twice, {s.DroppedOther} other; rejected: {s.Rejected}.");
        if (s.Read > s.DroppedDuplicate && s.Kept == 0)
        {
            WriteWarning($"None of {s.Read} values is left. {_log.FirstReason} -Rejected shows all reasons.");
        }

        base.EndProcessing();
    }

    /// <summary>What is kept out.</summary>
    private protected abstract FilterOptions CreateOptions(AllowList? allowList);

    /// <summary>Takes an observable that is kept.</summary>
    private protected abstract void Take(Observable observable);

    /// <summary>Why the output cannot take an observable; null where it can.</summary>
    private protected virtual string? Refusal(Observable observable) => null;

    private protected void Reject(RejectedObservable rejected) => _log!.Add(rejected);
}
