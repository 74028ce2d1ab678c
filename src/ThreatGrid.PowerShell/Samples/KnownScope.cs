namespace ThreatGrid.PowerShell.Samples;

/// <summary>Whose submissions count as known.</summary>
public enum KnownScope
{
    /// <summary>Those of the own organisation.</summary>
    Organization,

    /// <summary>Those of everybody, as far as they can be seen.</summary>
    Everyone,
}
