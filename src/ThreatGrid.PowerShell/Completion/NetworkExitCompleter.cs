using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Samples;

namespace ThreatGrid.PowerShell.Completion;

/// <summary>Completes the names of network exits, from the server's own list.</summary>
public sealed class NetworkExitCompleter : ChoiceCompleter
{
    private protected override async Task<IEnumerable<(string? Name, string? Hint)>> AskAsync(ApiClient client, CancellationToken cancellationToken)
        => (await new SampleClient(client).NetworkExitsAsync(cancellationToken).ConfigureAwait(false)).Rows.Select(c => (c.Name, c.DisplayName));
}
