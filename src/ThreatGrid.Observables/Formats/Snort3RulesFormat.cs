using System.Globalization;
using System.Text;

namespace ThreatGrid.Observables.Formats;

/// <summary>Snort 3 rules. A domain is matched as it is on the wire: each label behind its length, up to the end of the name, so that no other name that ends alike is meant; names below it are.</summary>
internal sealed class Snort3RulesFormat(FormatOptions options) : RulesFormat(options)
{
    public override string Entry(Observable item)
    {
        string end = string.Format(CultureInfo.InvariantCulture, "classtype:trojan-activity; sid:{0}; rev:1; )", Sid(item));
        string message = "msg:\"" + Message(item) + "\";";
        switch (item.Type)
        {
            case ObservableType.Ip:
                return $"alert ip $HOME_NET any -> {item.Value} any ( {message} {end}";
            case ObservableType.Domain:
                return $"alert udp $HOME_NET any -> any 53 ( {message} content:\"{Labels(item.Value)}\",nocase; {end}";
            default:
                UrlParts parts = item.UrlParts;
                string host = parts.Host + (parts.Port is { } port ? ":" + port : string.Empty);
                return $"alert http $HOME_NET any -> any {Port(parts)} ( {message} http_header:field host; bufferlen:{host.Length}; content:\"{Content(host)}\",nocase; http_raw_uri; bufferlen:{parts.Rest.Length}; content:\"{Content(parts.Rest)}\"; {end}";
        }
    }

    private static string Labels(string domain)
    {
        var wire = new StringBuilder();
        foreach (string label in domain.Split('.'))
        {
            wire.Append('|').Append(label.Length.ToString("X2", CultureInfo.InvariantCulture)).Append('|').Append(label);
        }

        return wire.Append("|00|").ToString();
    }
}
