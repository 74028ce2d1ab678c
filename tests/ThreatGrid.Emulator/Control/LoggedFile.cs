namespace ThreatGrid.Emulator.Control;

/// <summary>The file of a submission, as it came.</summary>
internal sealed record LoggedFile(string Name, long Length, string Sha256, string? Disposition);
