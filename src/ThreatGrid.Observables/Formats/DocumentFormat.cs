using System.Collections.Generic;

namespace ThreatGrid.Observables.Formats;

/// <summary>An output that is one document, or several of a limited size.</summary>
internal abstract class DocumentFormat : ObservableFormat
{
    /// <summary>The documents, with their line end.</summary>
    /// <param name="items">The observables, none of which is refused.</param>
    /// <param name="history">What earlier documents said of the same values.</param>
    public abstract IEnumerable<string> Render(IReadOnlyList<Observable> items, ValueHistory history);
}
