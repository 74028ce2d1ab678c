using System;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>A process before its JSON is made; <see cref="Parent"/> is a record id. Those that were not monitored have few members.</summary>
internal sealed record ProcessRecord(int Id, string Name, int Pid, int? Parent, bool IsMonitored, bool IsNew, DateTime? Started, DateTime? Exited, string CommandLine, ProcessActivity Activity);
