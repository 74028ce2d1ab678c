namespace ThreatGrid.Observables.Formats;

/// <summary>A Security Intelligence network list: addresses and networks, one a line.</summary>
internal sealed class FmcSiNetworkFormat : FmcSiFormat
{
    public override string? Refusal(Observable item)
        => item.Type == ObservableType.Ip ? null : "not an address: a network list takes addresses and networks alone";

    public override string Entry(Observable item) => item.Value;
}
