namespace ThreatGrid.Client.Paging;

/// <summary>A window still to be read, with what is known about it.</summary>
/// <param name="Window">The window.</param>
/// <param name="Delivered">Rows of it that were delivered before it was split off; null for none.</param>
/// <param name="IsLarge">Whether it comes from a window that was too large, so that its own size is probed early.</param>
/// <param name="Cap">The number of rows at which the server was seen to hide the others; null where it was not.</param>
internal sealed record Part(TimeWindow Window, KeySet? Delivered, bool IsLarge, long? Cap = null);
