using System.Collections.Generic;
using System.Threading;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Accounts;

/// <summary>The activity logs of one connection (sections 3.4 and 3.6 of the API reference).</summary>
internal sealed class ActivityClient(ApiClient client)
{
    private static readonly string[] ItemsPath = ["data", "items"];

    /// <summary>The form of an entry is not on record: the likely names are tried, the first that is there counts.</summary>
    private static readonly JsonContract<UserActivity> Activity = new JsonContract<UserActivity>(() => new UserActivity())
        .AnyTime("timestamp", (a, v) => a.TimestampTicks = v)
        .AnyTime("ts", (a, v) => a.TimestampTicks ??= v)
        .AnyTime("time", (a, v) => a.TimestampTicks ??= v)
        .AnyTime("created-at", (a, v) => a.TimestampTicks ??= v)
        .AnyTime("created_at", (a, v) => a.TimestampTicks ??= v)
        .Text("login", (a, v) => a.Login = v)
        .Text("user", (a, v) => a.Login ??= v)
        .Text("activity", (a, v) => a.Activity = v)
        .Text("action", (a, v) => a.Activity ??= v)
        .Text("event", (a, v) => a.Activity ??= v)
        .Text("ip", (a, v) => a.Ip = v);

    public IAsyncEnumerable<RowBatch<UserActivity>> OfUserAsync(string login, PagingOptions options, CancellationToken cancellationToken)
        => ReadAsync($"the activity of '{login}'", UserClient.PathOf(login) + "/activity", options, cancellationToken);

    public IAsyncEnumerable<RowBatch<UserActivity>> OfOrganizationAsync(long organizationId, PagingOptions options, CancellationToken cancellationToken)
        => ReadAsync($"the activity of organisation {organizationId}", OrganizationClient.PathOf(organizationId) + "/user-activity", options, cancellationToken);

    private IAsyncEnumerable<RowBatch<UserActivity>> ReadAsync(string name, string path, PagingOptions options, CancellationToken cancellationToken)
        => new UntimedPages<UserActivity>(client, name, () => ApiRequest.Get(path), Activity, ItemsPath, RowShape.AnyList).ReadAsync(options, cancellationToken);
}
