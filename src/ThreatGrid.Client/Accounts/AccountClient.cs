using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Accounts;

/// <summary>Accounts of one connection (section 3 of the API reference).</summary>
internal sealed class AccountClient(ApiClient client)
{
    private static readonly JsonContract<Identity> WhoAmI = new JsonContract<Identity>(() => new Identity())
        .Text("login", (i, v) => i.Login = v)
        .Text("name", (i, v) => i.Name = v)
        .Text("email", (i, v) => i.Email = v)
        .Text("role", (i, v) => i.Role = v)
        .Integer("organization_id", (i, v) => i.OrganizationId = v);

    /// <summary>Who the key belongs to. The key in the answer is dropped unread.</summary>
    public Task<Identity> WhoAmIAsync(CancellationToken cancellationToken)
        => client.SendAsync(
            ApiRequest.Get("/api/v3/session/whoami"),
            async (answer, token) =>
            {
                var reader = new RowReader<Identity>(WhoAmI, ["data"], new ReadContext(client.Connection.Origin), isRecord: true);
                RowPage<Identity> page = await reader.ReadAsync(answer.Body, 1, token).ConfigureAwait(false);
                return page.Rows.Count == 1 ? page.Rows[0] : throw new UnexpectedAnswerException("The server does not say who the key belongs to.")
                {
                    RecommendedAction = "Check -Server: the address may not be the API's.",
                };
            },
            cancellationToken);
}
