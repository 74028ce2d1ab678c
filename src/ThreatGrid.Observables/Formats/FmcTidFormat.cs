namespace ThreatGrid.Observables.Formats;

/// <summary>A flat file for Threat Intelligence Director: ASCII, one type a file, one value a line, no networks, no comments. An update replaces the whole set. STIX 2.1 is refused by it.</summary>
internal sealed class FmcTidFormat(ObservableType type, bool isIp6 = false) : ListFormat
{
    public override bool IsBlocking => true;

    public override long LargestFile => 500L * 1024 * 1024;

    public override string? Refusal(Observable item)
    {
        if (item.Type != type)
        {
            return $"this file takes {(type == ObservableType.Ip ? isIp6 ? "IPv6 addresses" : "IPv4 addresses" : type.ToString())} alone, one type a file";
        }

        if (type == ObservableType.Ip && item.Value.IndexOf('/') >= 0)
        {
            return "a network: the file takes single addresses alone";
        }

        if (type == ObservableType.Ip && (item.Value.IndexOf(':') >= 0) != isIp6)
        {
            return isIp6 ? "an IPv4 address: it belongs in the IPv4 file" : "an IPv6 address: it belongs in the IPv6 file";
        }

        return type != ObservableType.Url ? null
            : UrlEntry.Refusal(item) ?? (item.Value.IndexOfAny(['"', '\'', ',', ';']) >= 0 ? "it has a quotation mark or a delimiter, which the file cannot take" : null);
    }

    public override string Entry(Observable item) => type == ObservableType.Url ? UrlEntry.Of(item, withPort: false) : item.Value;
}
