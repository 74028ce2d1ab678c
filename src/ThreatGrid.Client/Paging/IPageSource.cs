using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Paging;

/// <summary>A list on the server that is read by offset and limit within a window of time.</summary>
internal interface IPageSource<T>
{
    /// <summary>What the list is called in messages, for example <c>IOC feed 'ips'</c>.</summary>
    string Name { get; }

    Task<RowPage<T>> FetchAsync(TimeWindow window, long offset, int limit, CancellationToken cancellationToken);
}
