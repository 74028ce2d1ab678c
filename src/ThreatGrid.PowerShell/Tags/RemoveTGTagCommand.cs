using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Entities;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Tags;

namespace ThreatGrid.PowerShell.Tags;

/// <summary><para type="synopsis">Takes tags off samples, addresses, domains, URLs, files, paths or registry keys.</para></summary>
[Cmdlet(VerbsCommon.Remove, "TGTag", DefaultParameterSetName = InputSet, SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveTGTagCommand : TagCmdlet
{
    /// <summary>The tags.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>Samples or their ids, entities, tags from Get-TGTag; other values with <c>-Type</c>.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = InputSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PSObject[]? InputObject { get; set; }

    private protected override PSObject[]? Inputs => InputObject;

    private protected override void Process(ApiClient client, EntityKey key)
    {
        foreach (string tag in Tag.Distinct())
        {
            if (ShouldProcess($"{key.Value} on {client.Connection.Server.Host}", $"Take the tag '{tag}' off"))
            {
                Run(token => new TagClient(client).RemoveAsync(key, tag, token));
            }
        }
    }
}
