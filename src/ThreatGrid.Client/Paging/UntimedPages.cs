using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Paging;

/// <summary>The pages of a list that no window of time limits, so that it is never split.</summary>
/// <param name="client">The connection.</param>
/// <param name="name">What the list is called in messages.</param>
/// <param name="create">Makes the request without its page.</param>
/// <param name="contract">How to read a row.</param>
/// <param name="listPath">Where the rows stand.</param>
/// <param name="shape">Whether the name of the list is on record.</param>
internal sealed class UntimedPages<T>(ApiClient client, string name, Func<ApiRequest> create, JsonContract<T> contract, string[] listPath, RowShape shape = RowShape.List) : IPageSource<T>
    where T : ApiObject, ITimed
{
    private (ulong First, ulong Last, int Count)? _firstPage;

    public string Name => name;

    /// <summary>Reads the list to its end.</summary>
    public IAsyncEnumerable<RowBatch<T>> ReadAsync(PagingOptions options, CancellationToken cancellationToken)
    {
        // A window without length is never split.
        var everything = new TimeWindow(DateTime.Today, DateTime.Today);
        return new PagedList<T>(this, options, client.Observer).ReadAsync(everything, cancellationToken);
    }

    public async Task<RowPage<T>> FetchAsync(TimeWindow window, long offset, int limit, CancellationToken cancellationToken)
    {
        ApiRequest request = create()
            .With("limit", limit.ToString(CultureInfo.InvariantCulture))
            .With("offset", offset > 0 ? offset.ToString(CultureInfo.InvariantCulture) : null);
        RowPage<T> page = await client.SendAsync(
            request,
            (answer, token) => new RowReader<T>(contract, listPath, new ReadContext(client.Connection.Origin), shape).ReadAsync(answer.Body, Math.Min(limit, 1000), token),
            cancellationToken).ConfigureAwait(false);
        if (offset == 0)
        {
            _firstPage = (page.FirstIdentity, page.LastIdentity, page.Count);
        }
        else if (page.Index is null && page.Count > 0 && _firstPage == (page.FirstIdentity, page.LastIdentity, page.Count))
        {
            // An answer without an index that begins and ends as the first one did: the server does not page here.
            page.Index = 0;
        }

        return page;
    }
}
