using System.Management.Automation;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Entities;

/// <summary><para type="synopsis">Looks domains up: what is known of them, and what has to do with them.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGDomain")]
[OutputType(typeof(DomainEntity), typeof(RelatedSample), typeof(EntityReference), typeof(EntityFlag), typeof(EntityTag))]
public sealed class GetTGDomainCommand : EntityCmdlet
{
    /// <summary>The domains, defanged ones too.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [MemberTransformation("Domain")]
    [AllowEmptyString]
    [ValidateNotNull]
    public string[] Domain { get; set; } = [];

    /// <summary>What is wanted instead of the domain itself.</summary>
    [Parameter]
    [ValidateSet("Samples", "Ips", "Urls", "Flags", "Tags")]
    public EntityRelation[]? Related { get; set; }

    private protected override EntityType Type => EntityType.Domain;

    private protected override string[] Values => Domain;

    private protected override EntityRelation[]? Relations => Related;
}
