using System.Management.Automation;
using ThreatGrid.Observables;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Observables;

/// <summary><para type="synopsis">Makes addresses, names and URLs harmless to click, for mails and tickets.</para></summary>
[Cmdlet(VerbsData.ConvertTo, "TGDefanged")]
[OutputType(typeof(string))]
public sealed class ConvertToTGDefangedCommand : TGCmdlet
{
    /// <summary>The values, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [MemberTransformation("Defanged", "Value", "Url", "Domain", "Ip")]
    public string?[]? InputObject { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (string? text in InputObject ?? [])
        {
            WriteObject(Defang.Text(text ?? string.Empty));
        }
    }
}
