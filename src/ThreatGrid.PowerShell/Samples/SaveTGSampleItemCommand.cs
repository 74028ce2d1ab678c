using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Samples;
using ThreatGrid.Files;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Samples;

/// <summary><para type="synopsis">Saves reports, captures, videos, analyses and protected files of samples.</para></summary>
[Cmdlet(VerbsData.Save, "TGSampleItem", SupportsShouldProcess = true)]
[OutputType(typeof(SavedItem))]
public sealed class SaveTGSampleItemCommand : SaveCmdlet
{
    /// <summary>What to save.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public SampleItem[] Item { get; set; } = [];

    /// <summary>The ids of the samples.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "Sample")]
    [MemberTransformation("SampleId", "Sample", "Id")]
    [ValidateNotNullOrEmpty]
    public string[] SampleId { get; set; } = [];

    /// <summary>How files are called: <c>{id}</c>, <c>{item}</c> and <c>{ext}</c> stand for sample, item and extension.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string FileName { get; set; } = "{id}.{item}.{ext}";

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            foreach (string id in SampleId.Select(i => i.Trim()))
            {
                foreach (SampleItem item in Item.Distinct())
                {
                    ItemKind kind = ItemKind.Of(item);
                    Save(client, AnalysisClient.PathOf(id, kind.Resource), kind, NameOf(id, item, kind), item.ToString(), id);
                }
            }
        }
    }

    private string NameOf(string id, SampleItem item, ItemKind kind)
    {
        int dot = kind.Resource.LastIndexOf('.');
        return SafeFileName.Of(FileName
            .Replace("{id}", SafeFileName.Of(id))
            .Replace("{item}", dot > 0 ? kind.Resource.Substring(0, dot) : item.ToString())
            .Replace("{ext}", kind.Extension));
    }
}
