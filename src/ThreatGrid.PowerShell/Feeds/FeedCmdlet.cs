using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Threading;
using ThreatGrid.Client.Feeds;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Paging;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Feeds;

/// <summary>What the cmdlets for the paged feeds share beside what all lists have.</summary>
public abstract class FeedCmdlet : ListCmdlet
{
    private HashSet<string>? _values;

    /// <summary>Samples whose rows are wanted.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "Sample")]
    [ValidateNotNullOrEmpty]
    public string[]? SampleId { get; set; }

    /// <summary>Whether each value is given once. All values are kept in memory for it.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    private protected override bool IsSelective => Unique;

    /// <summary>Reads the feeds of all servers asked for into the pipeline, one after the other, until the user has enough.</summary>
    /// <param name="types">The feeds.</param>
    /// <param name="kind">What they are called together, for messages.</param>
    /// <param name="pageSize">Rows asked for in one page.</param>
    /// <param name="open">Opens one feed.</param>
    private protected void ReadAll<TType, T>(
        TType[] types,
        string kind,
        int pageSize,
        Func<FeedClient, TType, TimeWindow, QueryParameters, PagingOptions, CancellationToken, IAsyncEnumerable<RowBatch<T>>> open)
        where T : FeedItem
    {
        QueryParameters query = CreateQuery();
        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            foreach (TType type in types.Distinct())
            {
                if (HasEnough)
                {
                    return;
                }

                Read(client, $"the {type} {kind}", pageSize, (window, options, token) => open(new FeedClient(client), type, window, query, options, token));
            }
        }
    }

    private protected override void AddParameters(QueryParameters query)
    {
        AddFilters(query);
        if (SampleId is not null)
        {
            query.Add("sample", string.Join(",", SampleId));
        }
    }

    /// <summary>Adds the filters that only this feed has.</summary>
    private protected virtual void AddFilters(QueryParameters query)
    {
    }

    private protected override bool IsWanted(object row)
        => (_values ??= new HashSet<string>(StringComparer.Ordinal)).Add($"{row.GetType().Name}\n{((FeedItem)row).Value}");

    /// <summary>Rows share the text of their indicator, so the same one in a row costs a comparison of references.</summary>
    [MethodImpl(HotPath.Optimized)]
    private protected override void Remember<T>(IReadOnlyList<T> rows)
    {
        string? last = null;
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i] is IocFeedItem { Indicator: { } name } && !ReferenceEquals(name, last))
            {
                last = name;
                IndicatorNameCompleter.Remember(name);
            }
        }
    }
}
