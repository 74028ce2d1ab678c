using System;

namespace ThreatGrid.Observables.Formats;

/// <summary>The outputs there are.</summary>
internal static class FormatCatalog
{
    public static ObservableFormat Create(OutputFormat format, FormatOptions options) => format switch
    {
        OutputFormat.Csv => new CsvFormat(options),
        OutputFormat.JsonLines => Framed(new JsonLinesFormat(), options),
        OutputFormat.PlainList => new PlainListFormat(),
        OutputFormat.Stix21 => new Stix21Format(options),
        OutputFormat.MispEvent => new MispEventFormat(options),
        OutputFormat.Cef => Framed(new CefFormat(), options),
        OutputFormat.Leef => Framed(new LeefFormat(), options),
        OutputFormat.SplunkHec => new SplunkHecFormat(options),
        OutputFormat.ElasticBulk => new ElasticBulkFormat(options),
        OutputFormat.SentinelUpload => new SentinelUploadFormat(options),
        OutputFormat.SuricataRules => new SuricataRulesFormat(options),
        OutputFormat.Snort3Rules => new Snort3RulesFormat(options),
        OutputFormat.FmcSiNetwork => new FmcSiNetworkFormat(),
        OutputFormat.FmcSiDns => new FmcSiDnsFormat(),
        OutputFormat.FmcSiUrl => new FmcSiUrlFormat(),
        OutputFormat.FmcTidIpv4 => new FmcTidFormat(ObservableType.Ip, isIp6: false),
        OutputFormat.FmcTidIpv6 => new FmcTidFormat(ObservableType.Ip, isIp6: true),
        OutputFormat.FmcTidDomain => new FmcTidFormat(ObservableType.Domain),
        OutputFormat.FmcTidUrl => new FmcTidFormat(ObservableType.Url),
        OutputFormat.FmcTidSha256 => new FmcTidFormat(ObservableType.Sha256),
        OutputFormat.EdlIp => new EdlFormat(ObservableType.Ip),
        OutputFormat.EdlDomain => new EdlFormat(ObservableType.Domain),
        OutputFormat.EdlUrl => new EdlFormat(ObservableType.Url),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>Whether an output can be set in syslog frames.</summary>
    public static bool CanBeFramed(OutputFormat format) => format is OutputFormat.Cef or OutputFormat.Leef or OutputFormat.JsonLines;

    private static LineFormat Framed(LineFormat format, FormatOptions options) => options.Syslog ? new SyslogFrame(format, options) : format;
}
