using System.Management.Automation;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Entities;

/// <summary><para type="synopsis">Looks paths of files up: what is known of them, and what has to do with them.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGPath")]
[OutputType(typeof(PathEntity), typeof(RelatedSample), typeof(EntityReference), typeof(EntityFlag), typeof(EntityTag))]
public sealed class GetTGPathCommand : EntityCmdlet
{
    /// <summary>The paths.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [MemberTransformation("Path")]
    [AllowEmptyString]
    [ValidateNotNull]
    public string[] Path { get; set; } = [];

    /// <summary>What is wanted instead of the path itself.</summary>
    [Parameter]
    [ValidateSet("Samples", "Artifacts", "Flags", "Tags")]
    public EntityRelation[]? Related { get; set; }

    private protected override EntityType Type => EntityType.Path;

    private protected override string[] Values => Path;

    private protected override EntityRelation[]? Relations => Related;
}
