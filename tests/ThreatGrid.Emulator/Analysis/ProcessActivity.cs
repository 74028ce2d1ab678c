namespace ThreatGrid.Emulator.Analysis;

/// <summary>How much a process did.</summary>
internal enum ProcessActivity
{
    None,
    Files,
    Everything,
}
