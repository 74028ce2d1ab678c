using System;

namespace ThreatGrid.Emulator.Feeds;

/// <summary>A row of a curated feed.</summary>
internal sealed record CuratedRow(DateTime Time, string Domain, string[] Ips, string Description, string SampleId);
