using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Accounts;

/// <summary>The organisations of one connection (section 3.6 of the API reference).</summary>
internal sealed class OrganizationClient(ApiClient client)
{
    public async Task<Organization> GetAsync(long organizationId, CancellationToken cancellationToken)
    {
        Organization organization = OrganizationOf(await client.SendForValueAsync(ApiRequest.Get(PathOf(organizationId)), cancellationToken).ConfigureAwait(false));
        organization.OrganizationId ??= organizationId;
        return organization;
    }

    /// <summary>The organisation of a user.</summary>
    public async Task<Organization> OfUserAsync(string login, CancellationToken cancellationToken)
        => OrganizationOf(await client.SendForValueAsync(ApiRequest.Get(UserClient.PathOf(login) + "/organization"), cancellationToken).ConfigureAwait(false));

    public Task UpdateAsync(long organizationId, OrganizationChanges changes, CancellationToken cancellationToken)
        => client.SendAsync(new ApiRequest(HttpMethod.Put, PathOf(organizationId)) { Content = JsonBody.Of(changes.Write) }, cancellationToken);

    public async Task<IReadOnlyList<Device>> DevicesAsync(long organizationId, CancellationToken cancellationToken)
        => [.. LooseRecord.ListOf(await client.SendForValueAsync(ApiRequest.Get(PathOf(organizationId) + "/devices"), cancellationToken).ConfigureAwait(false), "devices", client.Connection.Origin)
            .Select(r => r.Complete(new Device
            {
                Login = r.Text("login", "client-id"),
                Name = r.Text("name", "device-name"),
                Model = r.Text("device-model", "model"),
                SerialNumber = r.Text("serial-number", "serial"),
                IsActive = r.Boolean("active"),
            }))];

    public async Task<IReadOnlyList<Entitlement>> EntitlementsAsync(long organizationId, CancellationToken cancellationToken)
        => [.. LooseRecord.ListOf(await client.SendForValueAsync(ApiRequest.Get(PathOf(organizationId) + "/entitlements"), cancellationToken).ConfigureAwait(false), "entitlements", client.Connection.Origin)
            .Select(EntitlementOf)];

    public async Task<Entitlement> EntitlementAsync(long organizationId, string entitlementId, CancellationToken cancellationToken)
        => EntitlementOf(LooseRecord.Of(
            await client.SendForValueAsync(ApiRequest.Get(PathOf(organizationId) + "/entitlements/" + UriText.Escape(entitlementId)), cancellationToken).ConfigureAwait(false),
            "entitlement",
            client.Connection.Origin));

    public static string PathOf(long organizationId) => "/api/v3/organizations/" + organizationId.ToString(CultureInfo.InvariantCulture);

    private static Entitlement EntitlementOf(LooseRecord record) => record.Complete(new Entitlement
    {
        EntitlementId = record.Text("id", "entitlement-id"),
        Name = record.Text("name", "title", "type"),
        StartTicks = record.Ticks("start-date", "starts-at", "start", "created-at"),
        EndTicks = record.Ticks("end-date", "expires-at", "expiration", "end"),
    });

    private Organization OrganizationOf(object? value)
    {
        LooseRecord record = LooseRecord.Of(value, "organization", client.Connection.Origin);
        return record.Complete(new Organization
        {
            OrganizationId = record.Integer("id", "organization-id"),
            Name = record.Text("name"),
            Industry = record.Text("industry"),
            AuthorizedNetworks = record.Texts("authorized-networks"),
            CanFlag = record.Boolean("can-flag"),
            CanChooseRuntime = record.Boolean("runtimes"),
        });
    }
}
