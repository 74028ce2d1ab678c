using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Paging;
using ThreatGrid.Client.Samples;
using ThreatGrid.Observables;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Samples;

/// <summary><para type="synopsis">Searches submissions: by any value they have to do with, by state, by owner, in a window of time.</para></summary>
[Cmdlet(VerbsCommon.Find, "TGSample")]
[OutputType(typeof(SampleSearchResult))]
public sealed class FindTGSampleCommand : ListCmdlet
{
    private const int PageSize = 100;

    /// <summary>What to look for: a hash, path, URL, registry key, domain, address, indicator, tag, file name or sample id.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Q", "SearchText")]
    [ValidateNotNullOrEmpty]
    public string? Text { get; set; }

    /// <summary>Where to look for it; everywhere where none is given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SearchTermCompleter))]
    public string[]? Term { get; set; }

    /// <summary>The states wanted.</summary>
    [Parameter]
    [ValidateSet("wait", "prep", "run", "proc", "succ", "fail")]
    public string[]? State { get; set; }

    /// <summary>The lowest threat score wanted. Samples without a score are left out. The server gives all; the selection is made here.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int? MinimumScore { get; set; }

    /// <summary>By what the server sorts.</summary>
    [Parameter]
    [ValidateSet("timestamp", "submitted_at", "analyzed_at", "filename", "type", "state", "threat", "login", "duration")]
    public string? SortBy { get; set; }

    /// <summary>Whether the smallest comes first.</summary>
    [Parameter]
    public SwitchParameter Ascending { get; set; }

    private protected override bool IsSpecific => Text is not null;

    private protected override bool IsSelective => MinimumScore is not null;

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        QueryParameters query = CreateQuery();
        foreach (Connection connection in Targets())
        {
            if (HasEnough)
            {
                return;
            }

            ApiClient client = ClientOf(connection);
            Read(client, "the submission search", PageSize, (window, options, token) => new SampleClient(client).SearchAsync(window, query, options, token));
        }
    }

    private protected override void AddParameters(QueryParameters query)
    {
        if (Text is not null)
        {
            query.Add("q", Defang.Undo(Text.Trim()));
        }

        if (Term is not null)
        {
            query.Add("term", string.Join(",", Term));
        }

        if (State is not null)
        {
            // The server knows its words in small letters only, and takes others for words that nothing has.
            query.Add("state", string.Join(",", State.Select(s => s.ToLowerInvariant()).Distinct()));
        }

        // Said, so that pages come in an order that is known.
        query.Add("sort_by", (SortBy ?? "submitted_at").ToLowerInvariant());
        query.Add("sort_order", Ascending ? "asc" : "desc");
    }

    private protected override bool IsWanted(object row) => ((SampleSearchResult)row).ThreatScore >= MinimumScore;

    private protected override void Remember<T>(IReadOnlyList<T> rows)
    {
        foreach (T row in rows)
        {
            if (row is SampleSearchResult { Indicators: { } names })
            {
                foreach (string name in names)
                {
                    IndicatorNameCompleter.Remember(name);
                }
            }
        }
    }
}
