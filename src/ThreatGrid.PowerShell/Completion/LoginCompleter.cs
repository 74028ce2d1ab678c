using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;

namespace ThreatGrid.PowerShell.Completion;

/// <summary>Completes the logins of the own organisation, where the key may list them.</summary>
public sealed class LoginCompleter : ChoiceCompleter
{
    private protected override async Task<IEnumerable<(string? Name, string? Hint)>> AskAsync(ApiClient client, CancellationToken cancellationToken)
        => await new AccountClient(client).OwnerAsync(cancellationToken).ConfigureAwait(false) is { OrganizationId: { } organization }
            ? (await new UserClient(client).ListAsync(organization, cancellationToken).ConfigureAwait(false)).Select(u => (u.Login, u.Name))
            : [];
}
