namespace ThreatGrid.Client.Sync;

/// <summary>A row on its way.</summary>
/// <param name="Item">The row.</param>
/// <param name="Key">What it is remembered by.</param>
/// <param name="Ticks">The time by which it is forgotten.</param>
/// <param name="ValueKey">What its value is remembered by; null where values do not matter.</param>
internal readonly record struct SyncRow(FeedItem Item, ulong Key, long Ticks, ulong? ValueKey);
