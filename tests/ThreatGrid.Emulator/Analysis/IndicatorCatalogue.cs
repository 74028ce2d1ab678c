namespace ThreatGrid.Emulator.Analysis;

/// <summary>The indicators that analyses draw from.</summary>
internal static class IndicatorCatalogue
{
    /// <summary>Every sample that is not clean has these: each has a form of its own.</summary>
    public static readonly Indicator[] Always =
    [
        new("artifact-pe-no-name", "Program Without a Version Resource", 20, 60, "static-anomaly", ["file", "pe"], [], IndicatorForm.Old, IndicatorData.PeHeader),
        new("modified-file-in-system-dir", "Process Modified Files in a System Directory", 40, 50, "creation", ["file", "process"], [], IndicatorForm.Flat, IndicatorData.ManyFiles),
        new("sample-lists-processes", "Sample Lists Running Processes", 15, 80, "system-enumeration", ["process"], ["discovery", "process discovery"], IndicatorForm.Nested, IndicatorData.Nothing),
        new("network-communications-http", "Outbound HTTP Request", 25, 25, "network-information", ["network", "http", "get"], ["command and control", "application layer protocol"], IndicatorForm.Nested, IndicatorData.Request),
    ];

    public static readonly Indicator[] Sometimes =
    [
        new("network-snort-malware", "Network Stream Marked as Malware by Snort", 90, 95, "network", ["network", "snort"], ["command and control", "application layer protocol"], IndicatorForm.Nested, IndicatorData.Snort),
        new("antivirus-service-flagged-artifact", "Artifact Flagged by an Antivirus Service", 90, 80, "antivirus", ["file", "antivirus"], [], IndicatorForm.Old, IndicatorData.Antivirus),
        new("process-hollowing", "Process Hollowing Detected", 100, 95, "code-injection", ["process", "memory"], ["defense evasion", "process injection"], IndicatorForm.Nested, IndicatorData.Process),
        new("registry-autorun-key-modified", "Autorun Registry Key Modified", 60, 90, "persistence", ["registry", "autorun"], ["persistence", "boot or logon autostart execution"], IndicatorForm.Flat, IndicatorData.Registry),
        new("domain-on-security-list", "Domain in a Security Category", 75, 80, "domain", ["umbrella", "dns"], [], IndicatorForm.Nested, IndicatorData.Domain),
        new("network-dns-long-answer", "Unusual DNS Answer", 35, 60, "network-anomaly", ["dns"], ["command and control", "application layer protocol"], IndicatorForm.Flat, IndicatorData.DnsAnswer),
        new("http-response-redirect", "HTTP Redirection Response", 50, 50, "network-information", ["network", "http", "redirect"], [], IndicatorForm.Nested, IndicatorData.Redirect),
        new("tor-network-contacted", "Anonymising Network Contacted", 85, 90, "network", ["network", "tor"], ["command and control", "proxy"], IndicatorForm.Nested, IndicatorData.Address),
        new("pe-registry-autorun-text", "Program Holds the Name of an Autorun Key", 45, 75, "attribute", ["file", "yara"], ["persistence", "boot or logon autostart execution"], IndicatorForm.Flat, IndicatorData.Yara),
        new("document-spawns-process", "Document Started Another Program", 95, 90, "macros", ["process", "document"], ["execution", "user execution"], IndicatorForm.Nested, IndicatorData.Process),
        new("powershell-encoded-command", "Encoded Command Given to PowerShell", 80, 85, "obfuscation", ["process", "powershell"], ["execution", "command and scripting interpreter", "defense evasion", "obfuscated files or information"], IndicatorForm.Nested, IndicatorData.Script),
        new("com-object-started", "Component Started by Its Class", 30, 40, "process", ["process", "com"], [], IndicatorForm.Old, IndicatorData.Class),
        new("sample-pe-modified-on-disk", "Program Dropped to Disk", 70, 70, "dropper", ["file", "pe"], ["execution", "user execution"], IndicatorForm.Flat, IndicatorData.File),
        new("ransomware-note-dropped", "Ransom Note Dropped", 100, 100, "ransomware", ["file", "ransom"], ["impact", "data encrypted for impact"], IndicatorForm.Nested, IndicatorData.File),
    ];
}
