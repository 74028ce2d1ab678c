namespace ThreatGrid;

/// <summary>Something with an instant by which the server orders and filters it.</summary>
internal interface ITimed
{
    /// <summary>UTC ticks; null where the server sent no time that can be read.</summary>
    long? UtcTicks { get; }
}
