using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Accounts;

/// <summary>Who the key of a connection belongs to (section 3.1 of the API reference).</summary>
internal sealed class AccountClient(ApiClient client)
{
    private static readonly JsonContract<Identity> WhoAmI = new JsonContract<Identity>(() => new Identity())
        .Text("login", (i, v) => i.Login = v)
        .Text("name", (i, v) => i.Name = v)
        .Text("email", (i, v) => i.Email = v)
        .Text("role", (i, v) => i.Role = v)
        .Integer("organization_id", (i, v) => i.OrganizationId = v);

    /// <summary>Who the key belongs to. The key in the answer is dropped unread.</summary>
    public async Task<Identity> WhoAmIAsync(CancellationToken cancellationToken)
    {
        Identity identity = await client.SendForRecordAsync(ApiRequest.Get("/api/v3/session/whoami"), WhoAmI, "The server does not say who the key belongs to.", cancellationToken).ConfigureAwait(false);
        client.Owner = identity;
        return identity;
    }

    /// <summary>Who the key belongs to; asked of the server once.</summary>
    public async Task<Identity> OwnerAsync(CancellationToken cancellationToken)
        => client.Owner ?? await WhoAmIAsync(cancellationToken).ConfigureAwait(false);
}
