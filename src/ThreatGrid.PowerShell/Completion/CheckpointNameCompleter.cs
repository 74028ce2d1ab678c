using System.Collections.Generic;
using System.Linq;
using ThreatGrid.PowerShell.Sync;

namespace ThreatGrid.PowerShell.Completion;

/// <summary>Completes the names of the checkpoints of this user.</summary>
public sealed class CheckpointNameCompleter : WordCompleter
{
    private protected override IEnumerable<(string Text, string Hint)> Words => CheckpointPlace.Names().Select(n => (n, "checkpoint"));
}
