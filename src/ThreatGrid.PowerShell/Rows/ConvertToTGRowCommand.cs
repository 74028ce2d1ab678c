using System;
using System.Management.Automation;
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
        if (input is null || input.GetType().Namespace?.StartsWith(nameof(ThreatGrid), StringComparison.Ordinal) != true)
        {
            WriteError(ErrorRecords.NotAnObject(input));
            return;
        }

        var row = new PSObject();
        foreach ((string name, string text, bool isText) in FlatColumns.Of(input.GetType()).Read(input))
        {
            row.Properties.Add(new PSNoteProperty(name, isText && !NoGuard ? FormulaGuard.Protect(text) : text));
        }

        WriteObject(row);
    }
}
