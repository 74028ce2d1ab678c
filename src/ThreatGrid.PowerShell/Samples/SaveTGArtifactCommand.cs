using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Samples;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Samples;

/// <summary><para type="synopsis">Saves artifacts by their SHA-256, in the service's protected ZIP.</para></summary>
[Cmdlet(VerbsData.Save, "TGArtifact", SupportsShouldProcess = true)]
[OutputType(typeof(SavedItem))]
public sealed class SaveTGArtifactCommand : SaveCmdlet
{
    private const int Sha256Length = 64;

    /// <summary>The SHA-256 of the artifacts.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ArtifactSha256", "Hash")]
    [MemberTransformation("ArtifactSha256", "Sha256", "Hash")]
    [ValidateNotNullOrEmpty]
    public string[] Sha256 { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            foreach (string hash in Sha256.Select(h => h.Trim()))
            {
                if (HashText.ParameterOf(hash) is null || hash.Length != Sha256Length)
                {
                    WriteError(ErrorRecords.NoHash(hash));
                    continue;
                }

#pragma warning disable CA1308 // Hashes are written in lower case everywhere.
                string lower = hash.ToLowerInvariant();
#pragma warning restore CA1308
                Save(client, $"/api/v2/artifacts/{lower}/download", ItemKind.Artifact, lower + ".zip", "Artifact", null, lower);
            }
        }
    }
}
