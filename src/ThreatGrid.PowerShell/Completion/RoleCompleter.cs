using System.Collections.Generic;

namespace ThreatGrid.PowerShell.Completion;

/// <summary>Completes the roles that are on record or likely (section 3.1 of the API reference).</summary>
public sealed class RoleCompleter : WordCompleter
{
    private protected override IEnumerable<(string Text, string Hint)> Words { get; } =
    [
        ("user", "An ordinary account"),
        ("org-admin", "Administrates an organisation"),
        ("admin", "Administrates an appliance"),
        ("device", "A mail gateway or another device"),
    ];
}
