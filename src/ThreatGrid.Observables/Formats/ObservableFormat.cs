namespace ThreatGrid.Observables.Formats;

/// <summary>What all outputs share. A new one is a new file, and a line in <see cref="FormatCatalog"/>.</summary>
internal abstract class ObservableFormat
{
    /// <summary>Whether the output makes something block or alarm: then nothing goes in that could take a company off the net.</summary>
    public virtual bool IsBlocking => false;

    /// <summary>Whether a domain in it covers everything below it, so that <c>*.</c> in front says nothing more.</summary>
    public virtual bool CoversChildren => false;

    /// <summary>Why the output cannot take an observable in its one spelling; null where it can.</summary>
    public virtual string? Refusal(Observable item) => null;

    /// <summary>Why a file of this name would not be taken; null where it would.</summary>
    public virtual string? PathRefusal(string path) => null;
}
