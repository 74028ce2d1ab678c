using System.Management.Automation;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Entities;

/// <summary><para type="synopsis">Looks URLs up: what is known of them, and which samples met them.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGUrl")]
[OutputType(typeof(UrlEntity), typeof(RelatedSample), typeof(EntityTag))]
public sealed class GetTGUrlCommand : EntityCmdlet
{
    /// <summary>The URLs with their scheme, defanged ones too; or the SHA-256 under which the service keeps one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [MemberTransformation("Url")]
    [AllowEmptyString]
    [ValidateNotNull]
    public string[] Url { get; set; } = [];

    /// <summary>What is wanted instead of the URL itself.</summary>
    [Parameter]
    [ValidateSet("Samples", "Tags")]
    public EntityRelation[]? Related { get; set; }

    private protected override EntityType Type => EntityType.Url;

    private protected override string[] Values => Url;

    private protected override EntityRelation[]? Relations => Related;
}
