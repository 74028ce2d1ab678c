using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace ThreatGrid.Observables.Formats;

/// <summary>Suricata rules. A domain is matched as a whole with everything below it. Above 1,000 domains a file has one rule and a data set beside it, which matches the names alone.</summary>
internal sealed class SuricataRulesFormat(FormatOptions options) : RulesFormat(options)
{
    private const int MostRules = 1000;

    public override string Entry(Observable item)
    {
        string end = string.Format(CultureInfo.InvariantCulture, "classtype:trojan-activity; sid:{0}; rev:1;)", Sid(item));
        string message = "msg:\"" + Message(item) + "\";";
        switch (item.Type)
        {
            case ObservableType.Ip:
                return $"alert ip $HOME_NET any -> {item.Value} any ({message} {end}";
            case ObservableType.Domain:
                return $"alert dns $HOME_NET any -> any any ({message} dns.query; dotprefix; content:\"{Content("." + item.Value)}\"; nocase; endswith; {end}";
            default:
                UrlParts parts = item.UrlParts;
                return $"alert http $HOME_NET any -> any {Port(parts)} ({message} http.host; content:\"{Content(parts.Host)}\"; startswith; endswith; http.uri.raw; content:\"{Content(parts.Rest)}\"; startswith; endswith; {end}";
        }
    }

    public override ListContent Content(IReadOnlyList<Observable> items, string? path)
    {
        var domains = new SortedSet<string>(StringComparer.Ordinal);
        var others = new List<Observable>();
        foreach (Observable item in items)
        {
            if (item.Type == ObservableType.Domain)
            {
                domains.Add(item.Value);
            }
            else
            {
                others.Add(item);
            }
        }

        if (path is null || domains.Count <= MostRules)
        {
            return base.Content(items, path);
        }

        string dataSet = Path.GetFileNameWithoutExtension(path) + ".domains.lst";
        string rule = string.Format(
            CultureInfo.InvariantCulture,
            "alert dns $HOME_NET any -> any any (msg:\"Threat Grid domain of the data set\"; dns.query; dataset:isset,threatgrid-domains,type string,load {0}; classtype:trojan-activity; sid:{1}; rev:1;)",
            dataSet,
            Sid("dataset domains"));
        var lines = new List<string>(base.Content(others, path).Lines) { rule };
        lines.Sort(StringComparer.Ordinal);
        return new ListContent(lines) { SideName = dataSet, SideLines = [.. domains.Select(d => Convert.ToBase64String(Encoding.ASCII.GetBytes(d)))] };
    }
}
