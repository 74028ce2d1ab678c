using System.Management.Automation;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Entities;

/// <summary><para type="synopsis">Looks files up by their hashes: what is known of them, and what has to do with them.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGArtifact")]
[OutputType(typeof(ArtifactEntity), typeof(RelatedSample), typeof(EntityReference), typeof(AntivirusSignature), typeof(ArtifactThreat), typeof(EntityTag))]
public sealed class GetTGArtifactCommand : EntityCmdlet
{
    /// <summary>The hashes of the files: SHA-256; MD5 and SHA-1 are looked for first.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Sha256", "ArtifactSha256")]
    [MemberTransformation("ArtifactSha256", "Sha256", "Hash")]
    [AllowEmptyString]
    [ValidateNotNull]
    public string[] Hash { get; set; } = [];

    /// <summary>What is wanted instead of the file itself.</summary>
    [Parameter]
    [ValidateSet("Samples", "Paths", "Tags", "AntivirusSignatures", "Threat")]
    public EntityRelation[]? Related { get; set; }

    private protected override EntityType Type => EntityType.Artifact;

    private protected override string[] Values => Hash;

    private protected override EntityRelation[]? Relations => Related;
}
