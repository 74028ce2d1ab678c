using System.Management.Automation;
using ThreatGrid.Observables.Hygiene;

namespace ThreatGrid.PowerShell.Observables;

/// <summary><para type="synopsis">Brings observables into their one spelling and leaves out what must not be blocked.</para></summary>
[Cmdlet(VerbsCommon.Select, "TGObservable", DefaultParameterSetName = InputSet)]
[OutputType(typeof(Observable), ParameterSetName = [InputSet])]
[OutputType(typeof(NeverBlockEntry), ParameterSetName = [ListSet])]
public sealed class SelectTGObservableCommand : ObservableCmdlet
{
    private const string InputSet = "Input";
    private const string ListSet = "NeverBlock";

    /// <inheritdoc />
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [AllowNull]
    [AllowEmptyString]
    public override PSObject? InputObject { get; set; }

    /// <summary>Whether each value is given once. All values are kept in memory for it.</summary>
    [Parameter(ParameterSetName = InputSet)]
    public SwitchParameter Unique { get; set; }

    /// <summary>Whether what a list that blocks would refuse for its score is left out too: severity and confidence below 80, or none.</summary>
    [Parameter(ParameterSetName = InputSet)]
    public SwitchParameter ScoredOnly { get; set; }

    /// <summary>Whether the built-in never-block list is shown.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ListSet)]
    public SwitchParameter ListNeverBlock { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (ListNeverBlock)
        {
            WriteObject(NeverBlockList.All, enumerateCollection: true);
            return;
        }

        base.ProcessRecord();
    }

    private protected override FilterOptions CreateOptions(AllowList? allowList) => new()
    {
        AllowList = allowList,
        DropReserved = !IncludeReserved,
        DropNeverBlock = !IncludeNeverBlock,
        DropUnscored = ScoredOnly,
        Unique = Unique,
    };

    private protected override void Take(Observable observable) => WriteObject(observable);
}
