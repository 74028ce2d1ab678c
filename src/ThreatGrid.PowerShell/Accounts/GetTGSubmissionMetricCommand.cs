using System.Management.Automation;
using ThreatGrid.Client.Accounts;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary><para type="synopsis">Reads the dashboard's numbers of submissions, as rows that can be sorted and charted.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGSubmissionMetric")]
[OutputType(typeof(SubmissionMetric))]
public sealed class GetTGSubmissionMetricCommand : ServiceCmdlet
{
    /// <summary>What is counted by.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(Completion.MetricBucketCompleter))]
    public string[] Bucket { get; set; } = [];

    /// <summary>How far back: 7d, a TimeSpan, or a duration of ISO 8601 such as P4W.</summary>
    [Parameter]
    [SpanTransformation]
    [ValidateNotNullOrEmpty]
    public string? Span { get; set; }

    /// <summary>The time zone in which days and weeks begin, by its IANA name, for example Europe/Berlin.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>Whether only own submissions are counted, not those of the organisation.</summary>
    [Parameter]
    public SwitchParameter UserOnly { get; set; }

    /// <summary>Whether the submissions that the quota refused are counted.</summary>
    [Parameter]
    public SwitchParameter RateLimited { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => ForEachConnection(client =>
    {
        var query = new MetricQuery(RateLimited, UserOnly ? "user" : "org", Span, Bucket, TimeZone);
        WriteObject(Await(token => new MetricClient(client).ReadAsync(query, token)), enumerateCollection: true);
    });
}
