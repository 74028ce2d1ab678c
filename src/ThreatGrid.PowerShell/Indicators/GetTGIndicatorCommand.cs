using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Indicators;
using ThreatGrid.Client.Json;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Indicators;

/// <summary><para type="synopsis">Reads the definitions of behavioural indicators: all, or those of some names.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGIndicator")]
[OutputType(typeof(IndicatorDefinition))]
public sealed class GetTGIndicatorCommand : ConnectedCmdlet
{
    private readonly Dictionary<string, IReadOnlyList<IndicatorDefinition>> _catalogues = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _given = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names, wildcards allowed; all where none is given. Rows of feeds and of analyses name theirs.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Indicator", "Ioc")]
    [MemberTransformation("Indicator", "Name", "Ioc")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(Completion.IndicatorCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only those of these categories, wildcards allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(Completion.IndicatorCategoryCompleter))]
    public string[]? Category { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            try
            {
                foreach (string name in Name ?? ["*"])
                {
                    Read(client, name);
                }
            }
            catch (ThreatGridException e)
            {
                Fail(e, connection.Name);
            }
        }
    }

    private void Read(ApiClient client, string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            // Many rows name the same indicator: it is asked for and given once.
            if (_given.Add(client.Connection.Name + " " + name))
            {
                ReadOne(client, name);
            }

            return;
        }

        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        foreach (IndicatorDefinition definition in Catalogue(client))
        {
            if (definition.Name is not null && pattern.IsMatch(definition.Name) && IsWanted(definition) && _given.Add(client.Connection.Name + " " + definition.Name))
            {
                WriteObject(definition);
            }
        }
    }

    private void ReadOne(ApiClient client, string name)
    {
        try
        {
            IndicatorDefinition definition = Await(token => new IndicatorClient(client).GetAsync(name, token));
            if (IsWanted(definition))
            {
                WriteObject(definition);
            }
        }
        catch (NotFoundException e)
        {
            e.Context ??= $"There is no indicator '{name}'.";
            e.RecommendedAction = "Tab completes the names; wildcards find more.";
            WriteError(ErrorRecords.Of(e, name));
        }
    }

    private IReadOnlyList<IndicatorDefinition> Catalogue(ApiClient client)
    {
        if (!_catalogues.TryGetValue(client.Connection.Name, out IReadOnlyList<IndicatorDefinition>? catalogue))
        {
            RowPage<IndicatorDefinition> page = Await(token => new IndicatorClient(client).ListAsync(token));
            foreach (RowFailure failure in page.Failures)
            {
                WriteError(ErrorRecords.UnreadableRow("the indicators", failure.Position, failure.Text));
            }

            catalogue = page.Rows;
            _catalogues[client.Connection.Name] = catalogue;
        }

        return catalogue;
    }

    private bool IsWanted(IndicatorDefinition definition)
        => Category is null || definition.Categories.Any(c => Category.Any(w => WildcardPattern.Get(w, WildcardOptions.IgnoreCase).IsMatch(c)));
}
