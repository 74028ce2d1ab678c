using System.Management.Automation;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Indicators;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Indicators;

/// <summary><para type="synopsis">Reads the categories of behavioural indicators: all, or those of some names.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGIndicatorCategory")]
[OutputType(typeof(IndicatorCategory))]
public sealed class GetTGIndicatorCategoryCommand : ConnectedCmdlet
{
    /// <summary>The names, wildcards allowed; all where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(Completion.IndicatorCategoryCompleter))]
    public string[]? Name { get; set; }

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
        if (WildcardPattern.ContainsWildcardCharacters(name))
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            foreach (IndicatorCategory category in Await(token => new IndicatorClient(client).CategoriesAsync(token)).Rows)
            {
                if (category.Name is not null && pattern.IsMatch(category.Name))
                {
                    WriteObject(category);
                }
            }

            return;
        }

        try
        {
            WriteObject(Await(token => new IndicatorClient(client).CategoryAsync(name, token)));
        }
        catch (NotFoundException e)
        {
            e.Context ??= $"There is no category '{name}'.";
            WriteError(ErrorRecords.Of(e, name));
        }
    }
}
