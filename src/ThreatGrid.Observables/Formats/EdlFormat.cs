namespace ThreatGrid.Observables.Formats;

/// <summary>An external dynamic list for Palo Alto firewalls: one entry a line, without a scheme. Entries over the capacity of the model are skipped by it without a word.</summary>
internal sealed class EdlFormat(ObservableType type) : ListFormat
{
    private const int LongestUrl = 254;

    public override bool IsBlocking => true;

    public override string? Refusal(Observable item)
    {
        if (type == ObservableType.Url)
        {
            return UrlEntry.Refusal(item)
                ?? (item.Value.IndexOfAny(['*', '^']) >= 0 ? "it has a * or ^, which the list would take for a wildcard"
                    : Entry(item).Length > LongestUrl ? $"longer than {LongestUrl} characters; it is never cut" : null);
        }

        return item.Type == type ? null : $"not {(type == ObservableType.Ip ? "an address" : "a domain")}: a list has one type";
    }

    public override string Entry(Observable item) => type == ObservableType.Url ? UrlEntry.Of(item, withPort: true) : item.Value;
}
