using System;

namespace ThreatGrid.Emulator.Accounts;

/// <summary>Something that somebody did.</summary>
internal sealed record ActivityEntry(DateTime Time, string Login, int OrganizationId, string Action);
