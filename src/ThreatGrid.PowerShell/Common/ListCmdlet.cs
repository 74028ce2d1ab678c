using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;
using ThreatGrid.PowerShell.Feeds;

namespace ThreatGrid.PowerShell.Common;

/// <summary>What the cmdlets for paged lists in a window of time share: limits, free parameters, and the way rows reach the pipeline.</summary>
public abstract class ListCmdlet : WindowCmdlet
{
    private long _skipped;

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

    /// <summary>How many requests are under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 16)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>How many rows were given.</summary>
    private protected long Given { get; private set; }

    private protected bool HasEnough => Given >= First;

    /// <summary>Whether rows are looked at one by one before they are given.</summary>
    private protected virtual bool IsSelective => false;

    /// <inheritdoc />
    protected override void BeginProcessing() => RefuseContradictions();

    /// <summary>Reads a list of one server into the pipeline, until the user has enough.</summary>
    /// <param name="client">The server.</param>
    /// <param name="name">What the list is called in messages.</param>
    /// <param name="pageSize">Rows asked for in one page.</param>
    /// <param name="open">Opens the list.</param>
    private protected void Read<T>(ApiClient client, string name, int pageSize, Func<TimeWindow, PagingOptions, CancellationToken, IAsyncEnumerable<RowBatch<T>>> open)
        where T : ApiObject, ITimed
    {
        long before = Given;
        try
        {
            TimeWindow window = ReadWindow(client);
            long wanted = RowsWanted();
            var options = new PagingOptions { PageSize = (int)Math.Min(pageSize, wanted), RowsWanted = wanted, ThrottleLimit = ThrottleLimit };
            foreach (RowBatch<T> batch in Pull(token => open(window, options, token)))
            {
                WriteFailures(name, batch);
                Remember(batch.Rows);
                if (!WriteRows(batch.Rows))
                {
                    return;
                }

                ShowProgress(name, batch, window);
            }
        }
        catch (ThreatGridException e)
        {
            ErrorRecord error = ErrorRecords.Of(e, name);
            if (Given == before || e is AuthenticationFailedException)
            {
                ThrowTerminatingError(error);
            }

            // Rows were delivered: a terminating error would take them away from an assignment.
            WriteError(error);
        }
    }

    private protected QueryParameters CreateQuery()
    {
        var query = new QueryParameters();
        AddParameters(query);
        return FeedQuery.Common(query, OrganizationOnly, UserOnly, Query);
    }

    /// <summary>Adds the parameters that only this list has.</summary>
    private protected virtual void AddParameters(QueryParameters query)
    {
    }

    /// <summary>Whether a row is one to give; asked only where the cmdlet is selective.</summary>
    private protected virtual bool IsWanted(object row) => true;

    /// <summary>Sees all rows before they are given.</summary>
    private protected virtual void Remember<T>(IReadOnlyList<T> rows)
    {
    }

    /// <summary>How many rows the server has to give, as far as that can be told beforehand.</summary>
    private long RowsWanted()
        => IsSelective || First == long.MaxValue ? long.MaxValue : Math.Max(1, First - Given + Skip - _skipped);

    /// <summary>Gives rows to the pipeline; false when the user has enough.</summary>
    private bool WriteRows<T>(IReadOnlyList<T> rows)
        where T : ApiObject
    {
        bool isWhole = !IsSelective && _skipped >= Skip && First - Given > rows.Count;
        if (isWhole)
        {
            // One call for the page: PowerShell's bookkeeping for each single one costs more than reading the row.
            Given += rows.Count;
            WriteObject(rows, enumerateCollection: true);
            return true;
        }

        for (int i = 0; i < rows.Count; i++)
        {
            T row = rows[i];
            if (IsSelective && !IsWanted(row))
            {
                continue;
            }

            if (_skipped < Skip)
            {
                _skipped++;
                continue;
            }

            WriteObject(row);
            if (++Given >= First)
            {
                return false;
            }
        }

        return true;
    }

    private void WriteFailures<T>(string name, RowBatch<T> batch)
    {
        foreach (RowFailure failure in batch.Failures)
        {
            WriteError(ErrorRecords.UnreadableRow(name, failure.Position, failure.Text));
        }
    }

    private void ShowProgress<T>(string name, RowBatch<T> batch, TimeWindow window)
        where T : ITimed
    {
        string covered = batch.Rows.Count > 0 && batch.Rows[batch.Rows.Count - 1].UtcTicks is { } ticks
            ? $", up to {WireTime.ToQuery(new DateTime(ticks, DateTimeKind.Utc))}"
            : string.Empty;
        Progress.Show($"{name}: page {batch.PageNumber}, {Given} rows{covered}", $"{window}");
    }
}
