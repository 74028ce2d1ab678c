namespace ThreatGrid.Observables.Formats;

/// <summary>A Security Intelligence URL list: percent-encoded, without the scheme.</summary>
internal sealed class FmcSiUrlFormat : FmcSiFormat
{
    public override string? Refusal(Observable item)
        => UrlEntry.Refusal(item) ?? (item.Value.IndexOf('*') >= 0 ? "it has a *, which the list would take for a wildcard" : null);

    public override string Entry(Observable item) => UrlEntry.Of(item, withPort: true);
}
