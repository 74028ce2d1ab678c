namespace ThreatGrid.Emulator.Analysis;

/// <summary>What the data rows of an indicator are about.</summary>
internal enum IndicatorData
{
    Nothing,
    Request,
    Redirect,
    Domain,
    DnsAnswer,
    Address,
    Snort,
    Registry,
    ManyFiles,
    File,
    PeHeader,
    Yara,
    Antivirus,
    Process,
    Class,
    Script,
}
