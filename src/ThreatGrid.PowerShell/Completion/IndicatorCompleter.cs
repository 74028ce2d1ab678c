using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Indicators;

namespace ThreatGrid.PowerShell.Completion;

/// <summary>Completes the names of indicators, from the server's own list.</summary>
public sealed class IndicatorCompleter : ChoiceCompleter
{
    private protected override async Task<IEnumerable<(string? Name, string? Hint)>> AskAsync(ApiClient client, CancellationToken cancellationToken)
        => (await new IndicatorClient(client).ListAsync(cancellationToken).ConfigureAwait(false)).Rows.Select(d => (d.Name, d.Title));
}
