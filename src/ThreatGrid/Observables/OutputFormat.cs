namespace ThreatGrid;

/// <summary>What observables can be written as.</summary>
public enum OutputFormat
{
    /// <summary>Flat rows for spreadsheets, UTF-8; texts that a spreadsheet would run as formulas are guarded.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>One value a line, nothing else.</summary>
    PlainList,

    /// <summary>A STIX 2.1 bundle of indicators.</summary>
    Stix21,

    /// <summary>A MISP event.</summary>
    MispEvent,

    /// <summary>ArcSight Common Event Format.</summary>
    Cef,

    /// <summary>QRadar Log Event Extended Format 2.0.</summary>
    Leef,

    /// <summary>Events for Splunk's HTTP Event Collector.</summary>
    SplunkHec,

    /// <summary>Action and document lines for the bulk API of Elasticsearch, in the Elastic Common Schema.</summary>
    ElasticBulk,

    /// <summary>Bodies for Microsoft Sentinel's upload API, at most 100 indicators each.</summary>
    SentinelUpload,

    /// <summary>Suricata rules.</summary>
    SuricataRules,

    /// <summary>Snort 3 rules.</summary>
    Snort3Rules,

    /// <summary>A Security Intelligence network list of the Firewall Management Center.</summary>
    FmcSiNetwork,

    /// <summary>A Security Intelligence DNS list of the Firewall Management Center.</summary>
    FmcSiDns,

    /// <summary>A Security Intelligence URL list of the Firewall Management Center.</summary>
    FmcSiUrl,

    /// <summary>A flat file of IPv4 addresses for Threat Intelligence Director.</summary>
    FmcTidIpv4,

    /// <summary>A flat file of IPv6 addresses for Threat Intelligence Director.</summary>
    FmcTidIpv6,

    /// <summary>A flat file of domains for Threat Intelligence Director.</summary>
    FmcTidDomain,

    /// <summary>A flat file of URLs for Threat Intelligence Director.</summary>
    FmcTidUrl,

    /// <summary>A flat file of SHA-256 for Threat Intelligence Director.</summary>
    FmcTidSha256,

    /// <summary>An external dynamic list of addresses for Palo Alto firewalls.</summary>
    EdlIp,

    /// <summary>An external dynamic list of domains for Palo Alto firewalls.</summary>
    EdlDomain,

    /// <summary>An external dynamic list of URLs for Palo Alto firewalls.</summary>
    EdlUrl,
}
