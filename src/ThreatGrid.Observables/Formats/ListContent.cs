using System.Collections.Generic;

namespace ThreatGrid.Observables.Formats;

/// <summary>What a list is written as: its lines, and those of a file beside it where there is one.</summary>
internal sealed record ListContent(IReadOnlyList<string> Lines)
{
    /// <summary>The name of the file beside it, in the same folder.</summary>
    public string? SideName { get; init; }

    /// <summary>The lines of the file beside it.</summary>
    public IReadOnlyList<string> SideLines { get; init; } = [];
}
