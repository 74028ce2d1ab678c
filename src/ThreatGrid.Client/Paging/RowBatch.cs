using System.Collections.Generic;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Paging;

/// <summary>Rows on their way to the user, each once, and what could not be read between them.</summary>
internal sealed record RowBatch<T>(IReadOnlyList<T> Rows, IReadOnlyList<RowFailure> Failures)
{
    /// <summary>The number of the page the rows came in, from 1.</summary>
    public int PageNumber { get; init; }

    /// <summary>The part of the window that is being read.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>The instant, in UTC ticks, before which the window was read whole when these rows were asked for.</summary>
    public long SettledTicks { get; init; }
}
