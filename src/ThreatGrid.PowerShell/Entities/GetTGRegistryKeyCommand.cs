using System.Management.Automation;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Entities;

/// <summary><para type="synopsis">Looks registry keys and their values up: what is known of them, and what has to do with them.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGRegistryKey")]
[OutputType(typeof(RegistryKeyEntity), typeof(RelatedSample), typeof(EntityFlag), typeof(EntityTag))]
public sealed class GetTGRegistryKeyCommand : EntityCmdlet
{
    /// <summary>The keys.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [MemberTransformation("RegistryKey")]
    [AllowEmptyString]
    [ValidateNotNull]
    public string[] RegistryKey { get; set; } = [];

    /// <summary>What is wanted instead of the key itself.</summary>
    [Parameter]
    [ValidateSet("Samples", "Flags", "Tags")]
    public EntityRelation[]? Related { get; set; }

    /// <summary>The name of one value of the keys, which is then what is asked for. Samples are known of keys only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? ValueName { get; set; }

    private protected override string? NameOfValue => ValueName;

    private protected override EntityType Type => EntityType.RegistryKey;

    private protected override string[] Values => RegistryKey;

    private protected override EntityRelation[]? Relations => Related;
}
