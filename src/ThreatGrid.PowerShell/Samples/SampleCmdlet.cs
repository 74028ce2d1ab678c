using System.Management.Automation;
using ThreatGrid.Client.Http;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Samples;

/// <summary>Base of the cmdlets that take ids of samples and do something for each. The failure of one leaves the others alone.</summary>
public abstract class SampleCmdlet : ConnectedCmdlet
{
    private protected const string IdSet = "SampleId";

    /// <summary>The ids of the samples.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "Sample")]
    [MemberTransformation("SampleId", "Sample", "Id")]
    [ValidateNotNullOrEmpty]
    public string[] SampleId { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            foreach (string id in SampleId)
            {
                Try(id, () => Process(client, id.Trim()));
            }
        }
    }

    /// <summary>Does what there is to do for one sample.</summary>
    private protected abstract void Process(ApiClient client, string sampleId);
}
