using System.Management.Automation;
using ThreatGrid.Observables;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Observables;

/// <summary><para type="synopsis">Takes defanging back: hxxp, [.], (.), [dot], [:] and their like.</para></summary>
[Cmdlet(VerbsData.ConvertFrom, "TGDefanged")]
[OutputType(typeof(string))]
public sealed class ConvertFromTGDefangedCommand : TGCmdlet
{
    /// <summary>The defanged values, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [MemberTransformation("Defanged", "Value")]
    public string?[]? InputObject { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (string? text in InputObject ?? [])
        {
            WriteObject(Defang.Undo(text ?? string.Empty));
        }
    }
}
