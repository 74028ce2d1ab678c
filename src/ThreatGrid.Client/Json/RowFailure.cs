namespace ThreatGrid.Client.Json;

/// <summary>A row that is no object, or that stays unreadable.</summary>
/// <param name="Position">Its number within its answer, from 0.</param>
/// <param name="Identity">Tells it apart from others.</param>
/// <param name="Text">What stands there, shortened.</param>
internal sealed record RowFailure(int Position, ulong Identity, string Text);
