using System;
using System.Collections;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Tests.Hostile;

/// <summary>Something that the client reads from a server.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Body">An answer as it should be.</param>
/// <param name="ReadAsync">Asks for it, and gives what was read.</param>
internal sealed record Reading(string Name, string Body, Func<ApiClient, CancellationToken, Task<object?>> ReadAsync)
{
    /// <summary>A reading that gives one object, or a list.</summary>
    public static Reading Of<T>(string name, string body, Func<ApiClient, CancellationToken, Task<T>> read)
        => new(name, body, async (client, token) => await read(client, token));

    /// <summary>A reading that gives rows batch by batch.</summary>
    public static Reading OfRows<T>(string name, string body, Func<ApiClient, CancellationToken, IAsyncEnumerable<RowBatch<T>>> read, Func<List<T>, object?>? also = null)
        => new(name, body, async (client, token) =>
        {
            var rows = new List<T>();
            await foreach (RowBatch<T> batch in read(client, token))
            {
                rows.AddRange(batch.Rows);
            }

            return new ArrayList { rows, also?.Invoke(rows) };
        });
}
