using System.Collections.Generic;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Sync;

/// <summary>Rows to deliver, none of which was delivered before.</summary>
/// <param name="Rows">The rows, each with the key it is remembered by.</param>
/// <param name="Failures">Rows that cannot be read.</param>
/// <param name="SettledTicks">All rows before it are delivered once this batch is.</param>
internal sealed record SyncBatch(IReadOnlyList<SyncRow> Rows, IReadOnlyList<RowFailure> Failures, long SettledTicks);
