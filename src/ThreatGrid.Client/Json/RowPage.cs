using System.Collections.Generic;

namespace ThreatGrid.Client.Json;

/// <summary>The rows of one answer and what its envelope says about them.</summary>
internal sealed class RowPage<T>(int expectedRows)
{
    public List<T> Rows { get; } = new(expectedRows);

    /// <summary>For each row, what tells it apart from others.</summary>
    public List<ulong> Identities { get; } = new(expectedRows);

    /// <summary>Rows that could not be read, even leniently.</summary>
    public List<RowFailure> Failures { get; } = [];

    /// <summary>How many rows the answer holds, unreadable ones included.</summary>
    public int Count => Rows.Count + Failures.Count;

    /// <summary>The offset the server says the page begins at.</summary>
    public long? Index { get; set; }

    public long? ItemsPerPage { get; set; }

    public long? CurrentItemCount { get; set; }

    /// <summary>How many rows the whole list has; only searches say it.</summary>
    public long? Total { get; set; }

    public bool TimedOut { get; set; }

    /// <summary>The identity of the page's first and last row, unreadable ones included.</summary>
    public ulong FirstIdentity { get; set; }

    public ulong LastIdentity { get; set; }
}
