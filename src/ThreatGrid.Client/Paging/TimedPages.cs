using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Paging;

/// <summary>The pages of a list that a window of time limits: feeds, samples, submissions.</summary>
internal sealed class TimedPages<T>(ApiClient client, string path, string name, JsonContract<T> contract, QueryParameters query) : IPageSource<T>
    where T : ApiObject
{
    private static readonly string[] ListPath = ["data", "items"];

    public string Name { get; } = name;

    public async Task<RowPage<T>> FetchAsync(TimeWindow window, long offset, int limit, CancellationToken cancellationToken)
    {
        ApiRequest request = ApiRequest.Get(path)
            .With("limit", limit.ToString(CultureInfo.InvariantCulture))
            .With("offset", offset > 0 ? offset.ToString(CultureInfo.InvariantCulture) : null)
            .With("after", WireTime.ToQuery(window.AfterUtc))
            .With("before", WireTime.ToQuery(window.BeforeUtc));
        foreach (KeyValuePair<string, string> parameter in query.Parameters)
        {
            request.With(parameter.Key, parameter.Value);
        }

        try
        {
            return await client.SendAsync(
                request,
                (answer, token) => new RowReader<T>(contract, ListPath, new ReadContext(client.Connection.Origin)).ReadAsync(answer.Body, limit, token),
                cancellationToken).ConfigureAwait(false);
        }
        catch (ThreatGridException e)
        {
            e.Context ??= $"It happened at row {offset} of {Name}, {window}.";
            throw;
        }
    }
}
