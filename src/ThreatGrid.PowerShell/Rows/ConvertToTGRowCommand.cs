using System;
using System.Management.Automation;
using ThreatGrid.Observables.Formats;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Rows;

/// <summary><para type="synopsis">Makes flat rows of the module's objects, for Export-Csv and spreadsheets.</para></summary>
[Cmdlet(VerbsData.ConvertTo, "TGRow")]
[OutputType(typeof(PSObject))]
public sealed class ConvertToTGRowCommand : TGCmdlet
{
    /// <summary>The objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Whether texts that a spreadsheet would run as a formula stay as they are.</summary>
    [Parameter]
    public SwitchParameter NoGuard { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        object? input = InputObject?.BaseObject;
        bool isOurs = input?.GetType().Namespace?.StartsWith(nameof(ThreatGrid), StringComparison.Ordinal) == true;
        if (input is null || !(isOurs || input is PSCustomObject))
        {
            WriteError(ErrorRecords.NotAnObject(input));
            return;
        }

        var row = new PSObject();
        foreach ((string name, string text, bool isText) in isOurs ? FlatColumns.Of(input.GetType()).Read(input) : [])
        {
            Add(row, name, text, isText);
        }

        // Columns that Add-TGContext or the user put on.
        foreach ((string name, string text, bool isText) in FlatColumns.OfNotes(InputObject!))
        {
            Add(row, name, text, isText);
        }

        WriteObject(row);
    }

    private void Add(PSObject row, string name, string text, bool isText)
    {
        if (row.Properties[name] is null)
        {
            row.Properties.Add(new PSNoteProperty(name, isText && !NoGuard ? FormulaGuard.Protect(text) : text));
        }
    }
}
