namespace ThreatGrid.Observables.Formats;

/// <summary>An output of one record after the other, to which more can be added: lines end with LF on every system.</summary>
internal abstract class LineFormat : ObservableFormat
{
    /// <summary>The first line of a file; null where there is none.</summary>
    public virtual string? Header => null;

    /// <summary>How many lines a record has.</summary>
    public virtual int LinesPerRecord => 1;

    /// <summary>Whether a line break may stand inside quotation marks.</summary>
    public virtual bool HasQuotedLines => false;

    /// <summary>A record without the line end behind it. The same observable is the same text, always.</summary>
    public abstract string Render(Observable item);
}
