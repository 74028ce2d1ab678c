using System.Globalization;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Paging;
using ThreatGrid.Client.Samples;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Samples;

/// <summary><para type="synopsis">Reads samples: by their ids, or those of a window of time.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSample", DefaultParameterSetName = ListSet)]
[OutputType(typeof(Sample))]
public sealed class GetTGSampleCommand : ListCmdlet
{
    private const string ListSet = "List";
    private const string IdSet = "Id";
    private const int PageSize = 500;

    /// <summary>The ids of the samples.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "Sample")]
    [MemberTransformation("SampleId", "Sample", "Id")]
    [ValidateNotNullOrEmpty]
    public string[]? SampleId { get; set; }

    /// <summary>The MD5, SHA-1 or SHA-256 of the samples wanted.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [Alias("Sha256", "Sha1", "Md5")]
    public string? Hash { get; set; }

    /// <summary>The indicator that the samples wanted triggered.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [Alias("Ioc")]
    [ArgumentCompleter(typeof(Completion.IndicatorNameCompleter))]
    public string? Indicator { get; set; }

    /// <summary>The numbers of the submissions wanted.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    public long[]? SubmissionId { get; set; }

    /// <summary>What is looked for by hash or number may lie anywhere in time.</summary>
    private protected override bool IsSpecific => Hash is not null || SubmissionId is not null;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Hash is not null && HashText.ParameterOf(Hash) is null)
        {
            ThrowTerminatingError(ErrorRecords.NoHash(Hash));
        }
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            if (SampleId is not null)
            {
                ReadById(client, SampleId);
            }
            else if (!HasEnough)
            {
                QueryParameters query = CreateQuery();
                Read(client, "the list of samples", PageSize, (window, options, token) => new SampleClient(client).ListAsync(window, query, options, token));
            }
        }
    }

    private protected override void AddParameters(QueryParameters query)
    {
        if (Hash is not null)
        {
            query.Add(HashText.ParameterOf(Hash)!, Hash);
        }

        if (Indicator is not null)
        {
            query.Add("ioc", Indicator);
        }

        if (SubmissionId is not null)
        {
            query.Add(SubmissionId.Length == 1 ? "submission_id" : "submission_ids", string.Join(",", SubmissionId.Select(n => n.ToString(CultureInfo.InvariantCulture))));
        }
    }

    private void ReadById(ApiClient client, string[] ids)
    {
        foreach (string id in ids)
        {
            try
            {
                WriteObject(Await(token => new SampleClient(client).GetAsync(id.Trim(), token)));
            }
            catch (ThreatGridException e) when (e is not AuthenticationFailedException)
            {
                WriteError(ErrorRecords.Of(e, id));
            }
            catch (AuthenticationFailedException e)
            {
                Fail(e, id);
            }
        }
    }
}
