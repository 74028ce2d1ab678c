using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Entities;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Tags;

namespace ThreatGrid.PowerShell.Tags;

/// <summary><para type="synopsis">Puts tags on samples, addresses, domains, URLs, files, paths or registry keys.</para></summary>
[Cmdlet(VerbsCommon.Add, "TGTag", DefaultParameterSetName = InputSet, SupportsShouldProcess = true)]
[OutputType(typeof(EntityTag))]
public sealed class AddTGTagCommand : TagCmdlet
{
    /// <summary>The tags.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>Samples or their ids, entities; other values with <c>-Type</c>.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = InputSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PSObject[]? InputObject { get; set; }

    /// <summary>Whether the tags that were put on are given.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override PSObject[]? Inputs => InputObject;

    private protected override void Process(ApiClient client, EntityKey key)
    {
        foreach (string tag in Tag.Select(t => t.Trim()).Where(t => t.Length > 0).Distinct())
        {
            if (ShouldProcess($"{key.Value} on {client.Connection.Server.Host}", $"Put the tag '{tag}' on"))
            {
                EntityTag added = Await(token => new TagClient(client).AddAsync(key, tag, token));
                if (PassThru)
                {
                    WriteObject(added);
                }
            }
        }
    }
}
