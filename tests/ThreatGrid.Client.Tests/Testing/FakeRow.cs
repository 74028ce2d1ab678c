namespace ThreatGrid.Client.Tests.Testing;

/// <summary>A row of a list in memory.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Ticks">Its time; null for none.</param>
/// <param name="IsUnreadable">Whether it comes as a failure.</param>
internal sealed record FakeRow(ulong Id, long? Ticks, bool IsUnreadable = false) : ITimed
{
    /// <summary>Where the server puts it in time; rows without a readable time still have one there.</summary>
    public long ServerTicks { get; init; } = Ticks ?? 0;

    public long? UtcTicks => Ticks;
}
