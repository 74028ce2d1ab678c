using System.Management.Automation;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Entities;

/// <summary><para type="synopsis">Looks addresses up: what is known of them, and what has to do with them.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGIp")]
[OutputType(typeof(IpEntity), typeof(RelatedSample), typeof(EntityReference), typeof(RelatedIndicator), typeof(EntityFlag), typeof(EntityTag))]
public sealed class GetTGIpCommand : EntityCmdlet
{
    /// <summary>The addresses, defanged ones too.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [MemberTransformation("Ip")]
    [AllowEmptyString]
    [ValidateNotNull]
    public string[] Ip { get; set; } = [];

    /// <summary>What is wanted instead of the address itself.</summary>
    [Parameter]
    [ValidateSet("Samples", "Domains", "Urls", "Indicators", "Flags", "Tags")]
    public EntityRelation[]? Related { get; set; }

    private protected override EntityType Type => EntityType.Ip;

    private protected override string[] Values => Ip;

    private protected override EntityRelation[]? Relations => Related;
}
