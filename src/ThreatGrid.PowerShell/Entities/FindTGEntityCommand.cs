using System;
using System.Collections;
using System.Globalization;
using System.Management.Automation;
using ThreatGrid.Client.Entities;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;
using ThreatGrid.Observables;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Entities;

/// <summary><para type="synopsis">Searches for addresses, domains, URLs, files, paths, registry keys or samples by a term.</para></summary>
[Cmdlet(VerbsCommon.Find, "TGEntity")]
[OutputType(typeof(EntityReference))]
public sealed class FindTGEntityCommand : ConnectedCmdlet
{
    private const int PageSize = 1000;

    private long _given;

    /// <summary>What is looked for.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public EntityType Type { get; set; }

    /// <summary>By what it is looked for, in the words of the API; Tab completes those that are on record for the type.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EntityTermCompleter))]
    public string Term { get; set; } = string.Empty;

    /// <summary>The values that the term has to have, defanged ones too.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public string[] Query { get; set; } = [];

    /// <summary>How many to give at most.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long First { get; set; } = long.MaxValue;

    /// <summary>Parameters of the API that have none of their own here.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Parameters { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (Connection connection in Targets())
        {
            foreach (string query in Query)
            {
                Try(query, () => Search(ClientOf(connection), query));
            }
        }
    }

    private void Search(ApiClient client, string query)
    {
        if (_given >= First)
        {
            return;
        }

        var parameters = new QueryParameters();
        foreach (DictionaryEntry entry in Parameters ?? new Hashtable())
        {
            parameters.Add(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, QueryText.Of(entry.Value));
        }

        long wanted = First - _given;
        var options = new PagingOptions { PageSize = (int)Math.Min(PageSize, wanted), RowsWanted = wanted };
        bool isVerbatim = Term is "path" or "query" or "reference" || Type is EntityType.Path or EntityType.RegistryKey;
        string text = isVerbatim ? query : Defang.UndoUrl(query.Trim());
        foreach (RowBatch<EntityReference> batch in Pull(token => new EntityClient(client).SearchAsync(Type, Term, text, parameters, options, token)))
        {
            foreach (RowFailure failure in batch.Failures)
            {
                WriteError(ErrorRecords.UnreadableRow("the search", failure.Position, failure.Text));
            }

            foreach (EntityReference found in batch.Rows)
            {
                WriteObject(found);
                if (++_given >= First)
                {
                    return;
                }
            }
        }
    }
}
