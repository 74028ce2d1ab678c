using System.Collections.Generic;

namespace ThreatGrid.Observables.Formats;

/// <summary>An output that is one document, or several of a limited size: LF between its parts on every system.</summary>
internal abstract class DocumentFormat : ObservableFormat
{
    /// <summary>The documents, each in the pieces it is written in, so that none of them is ever in memory as a whole. The last piece ends with a line end.</summary>
    /// <param name="items">The observables, none of which is refused.</param>
    /// <param name="history">What earlier documents said of the same values.</param>
    public abstract IEnumerable<IEnumerable<string>> Render(IReadOnlyList<Observable> items, ValueHistory history);
}
