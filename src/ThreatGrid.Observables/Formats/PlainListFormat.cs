namespace ThreatGrid.Observables.Formats;

/// <summary>One value a line, nothing else.</summary>
internal sealed class PlainListFormat : ListFormat
{
    public override string? Refusal(Observable item)
        => item.Value.IndexOfAny(['\r', '\n']) >= 0 ? "it has a line break, and a list has one value a line" : null;

    public override string Entry(Observable item) => item.Value;
}
