namespace ThreatGrid;

/// <summary>The Traffic Light Protocol: who may see what is shared.</summary>
public enum TlpMarking
{
    /// <summary>Everybody.</summary>
    Clear,

    /// <summary>The community.</summary>
    Green,

    /// <summary>The recipient's organisation and its clients.</summary>
    Amber,

    /// <summary>The named recipients alone.</summary>
    Red,
}
