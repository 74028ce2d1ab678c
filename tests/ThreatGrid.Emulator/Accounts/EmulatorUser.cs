using System.Collections.Generic;

namespace ThreatGrid.Emulator.Accounts;

/// <summary>An account.</summary>
internal sealed class EmulatorUser
{
    public required string Login { get; init; }

    public string Name { get; set; } = string.Empty;

    public string Email { get; set; } = string.Empty;

    public string Title { get; set; } = string.Empty;

    public string Role { get; init; } = "user";

    public int OrganizationId { get; init; } = UserStore.OwnOrganization;

    public bool IsActive { get; set; } = true;

    public bool IsDevice { get; init; }

    public required string Key { get; set; }

    /// <summary>Windows of its own: samples and minutes.</summary>
    public List<(long Samples, long Minutes)> Limits { get; set; } = [];

    public bool IsAdministrator => Role is "org-admin" or "admin";

    public bool MayManage(int organizationId) => Role == "admin" || (Role == "org-admin" && OrganizationId == organizationId);
}
