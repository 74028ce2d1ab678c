using System.Collections.Generic;

namespace ThreatGrid.Emulator.Accounts;

/// <summary>An organisation.</summary>
internal sealed class EmulatorOrganization(int id, string name, string industry)
{
    public int Id => id;

    public string Name { get; set; } = name;

    public string Industry { get; set; } = industry;

    public string Networks { get; set; } = string.Empty;

    public bool CanFlag { get; set; } = true;

    public bool Runtimes { get; set; } = true;

    /// <summary>Windows beside the licensed one: samples and minutes.</summary>
    public List<(long Samples, long Minutes)> Limits { get; set; } = [];
}
