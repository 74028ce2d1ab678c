using System.Management.Automation;
using ThreatGrid.Client.Entities;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Tags;

namespace ThreatGrid.PowerShell.Tags;

/// <summary><para type="synopsis">Lists the tags of samples, addresses, domains, URLs, files, paths or registry keys.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGTag", DefaultParameterSetName = InputSet)]
[OutputType(typeof(EntityTag))]
public sealed class GetTGTagCommand : TagCmdlet
{
    /// <summary>Samples or their ids, entities; other values with <c>-Type</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = InputSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public PSObject[]? InputObject { get; set; }

    private protected override PSObject[]? Inputs => InputObject;

    private protected override void Process(ApiClient client, EntityKey key)
        => WriteObject(Await(token => new TagClient(client).ListAsync(key, token)), enumerateCollection: true);
}
