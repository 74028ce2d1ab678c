using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Api;

/// <summary>The pages of a list that the module does not model. It knows no time, so it is never split.</summary>
internal sealed class ApiPages(ApiClient client, Func<ApiRequest> create) : IPageSource<ApiRow>
{
    private static readonly string[] ListPath = ["data", "items"];

    public string Name { get; } = create().Path;

    public Task<RowPage<ApiRow>> FetchAsync(TimeWindow window, long offset, int limit, CancellationToken cancellationToken)
    {
        ApiRequest request = create()
            .With("limit", limit.ToString(CultureInfo.InvariantCulture))
            .With("offset", offset > 0 ? offset.ToString(CultureInfo.InvariantCulture) : null);
        return client.SendAsync(
            request,
            (answer, token) => new RowReader<ApiRow>(ApiRow.Contract, ListPath, new ReadContext(client.Connection.Origin)).ReadAsync(answer.Body, limit, token),
            cancellationToken);
    }
}
