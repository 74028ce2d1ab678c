using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Threading;
using ThreatGrid.Client;
using ThreatGrid.Client.Feeds;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Feeds;

/// <summary>What the cmdlets for the paged feeds share: limits, free parameters, and the way rows reach the pipeline.</summary>
public abstract class FeedCmdlet : WindowCmdlet
{
    private HashSet<string>? _values;
    private long _given;
    private long _skipped;

    /// <summary>Samples whose rows are wanted.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "Sample")]
    [ValidateNotNullOrEmpty]
    public string[]? SampleId { get; set; }

    /// <summary>Whether only samples of the own organisation count.</summary>
    [Parameter]
    public SwitchParameter OrganizationOnly { get; set; }

    /// <summary>Whether only own samples count.</summary>
    [Parameter]
    public SwitchParameter UserOnly { get; set; }

    /// <summary>Parameters of the API that have none of their own here.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Query { get; set; }

    /// <summary>How many rows to give at most.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long First { get; set; } = long.MaxValue;

    /// <summary>How many rows to leave out at the beginning.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long Skip { get; set; }

    /// <summary>Whether each value is given once. All values are kept in memory for it.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <summary>How many requests are under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 16)]
    public int ThrottleLimit { get; set; } = 1;

    /// <inheritdoc />
    protected override void BeginProcessing() => RefuseContradictions();

    /// <summary>Reads the feeds of all servers asked for into the pipeline, one after the other, until the user has enough.</summary>
    /// <param name="types">The feeds.</param>
    /// <param name="kind">What they are called together, for messages.</param>
    /// <param name="pageSize">Rows asked for in one page.</param>
    /// <param name="open">Opens one feed.</param>
    private protected void ReadAll<TType, T>(
        TType[] types,
        string kind,
        int pageSize,
        Func<FeedClient, TType, TimeWindow, FeedQuery, PagingOptions, CancellationToken, IAsyncEnumerable<RowBatch<T>>> open)
        where T : FeedItem
    {
        FeedQuery query = CreateQuery();
        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            foreach (TType type in types.Distinct())
            {
                if (_given >= First)
                {
                    return;
                }

                Read(client, $"the {type} {kind}", pageSize, (feeds, window, options, token) => open(feeds, type, window, query, options, token));
            }
        }
    }

    private void Read<T>(
        ApiClient client,
        string feed,
        int pageSize,
        Func<FeedClient, TimeWindow, PagingOptions, CancellationToken, IAsyncEnumerable<RowBatch<T>>> open)
        where T : FeedItem
    {
        long before = _given;
        try
        {
            TimeWindow window = ReadWindow(client);
            long wanted = RowsWanted();
            var options = new PagingOptions { PageSize = (int)Math.Min(pageSize, wanted), RowsWanted = wanted, ThrottleLimit = ThrottleLimit };
            foreach (RowBatch<T> batch in Pull(token => open(new FeedClient(client), window, options, token)))
            {
                WriteFailures(feed, batch);
                if (!WriteRows(batch.Rows))
                {
                    return;
                }

                ShowProgress(feed, batch, window);
            }
        }
        catch (ThreatGridException e)
        {
            ErrorRecord error = ErrorRecords.Of(e, feed);
            if (_given == before || e is AuthenticationFailedException)
            {
                ThrowTerminatingError(error);
            }

            // Rows were delivered: a terminating error would take them away from an assignment.
            WriteError(error);
        }
    }

    private FeedQuery CreateQuery()
    {
        var query = new FeedQuery();
        AddParameters(query);
        if (SampleId is not null)
        {
            query.Add("sample", string.Join(",", SampleId));
        }

        if (OrganizationOnly)
        {
            query.Add("org_only", "true");
        }

        if (UserOnly)
        {
            query.Add("user_only", "true");
        }

        foreach (DictionaryEntry entry in Query ?? new Hashtable())
        {
            query.Add(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, QueryText.Of(entry.Value));
        }

        return query;
    }

    /// <summary>Adds the parameters that only this feed has.</summary>
    private protected virtual void AddParameters(FeedQuery query)
    {
    }

    /// <summary>How many rows the server has to give, as far as that can be told beforehand.</summary>
    private long RowsWanted()
        => Unique || First == long.MaxValue ? long.MaxValue : Math.Max(1, First - _given + Skip - _skipped);

    /// <summary>Gives rows to the pipeline; false when the user has enough.</summary>
    private bool WriteRows<T>(IReadOnlyList<T> rows)
        where T : FeedItem
    {
        Remember(rows);
        bool isWhole = !Unique && _skipped >= Skip && First - _given > rows.Count;
        if (isWhole)
        {
            // One call for the page: PowerShell's bookkeeping for each single one costs more than reading the row.
            _given += rows.Count;
            WriteObject(rows, enumerateCollection: true);
            return true;
        }

        for (int i = 0; i < rows.Count; i++)
        {
            T row = rows[i];
            if (Unique && !(_values ??= new HashSet<string>(StringComparer.Ordinal)).Add($"{row.GetType().Name}\n{row.Value}"))
            {
                continue;
            }

            if (_skipped < Skip)
            {
                _skipped++;
                continue;
            }

            WriteObject(row);
            if (++_given >= First)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Rows share the text of their indicator, so the same one in a row costs a comparison of references.</summary>
    [MethodImpl(HotPath.Optimized)]
    private static void Remember<T>(IReadOnlyList<T> rows)
        where T : FeedItem
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

    private void WriteFailures<T>(string feed, RowBatch<T> batch)
    {
        foreach (RowFailure failure in batch.Failures)
        {
            WriteError(ErrorRecords.UnreadableRow(feed, failure.Position, failure.Text));
        }
    }

    private void ShowProgress<T>(string feed, RowBatch<T> batch, TimeWindow window)
        where T : FeedItem
    {
        string covered = batch.Rows.Count > 0 && batch.Rows[batch.Rows.Count - 1].TimestampUtc is { } time ? $", up to {WireTime.ToQuery(time)}" : string.Empty;
        Progress.Show($"{feed}: page {batch.PageNumber}, {_given} rows{covered}", $"{window}");
    }
}
