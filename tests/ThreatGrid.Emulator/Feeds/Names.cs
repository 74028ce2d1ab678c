namespace ThreatGrid.Emulator.Feeds;

/// <summary>Invented names that rows are made of.</summary>
internal static class Names
{
    public static readonly string[] Indicators =
    [
        "network-snort-malware", "network-snort-pua", "network-dns-malicious-snort", "suspicious-user-agent", "antivirus-service-flagged-artifact",
        "antivirus-flagged-artifact", "sample-pe-modified-on-disk", "modified-file-in-system-dir", "artifact-pe-no-name", "network-beaconing-http",
        "memory-execute-readwrite", "registry-autorun-key-modified", "process-hollowing", "dga-domain-contacted", "tor-network-contacted",
        "ransomware-note-dropped", "shadow-copy-deleted", "document-spawns-process", "powershell-encoded-command", "certificate-self-signed",
        "network-fast-flux-domain", "file-entropy-high", "trojan-banker-behaviour", "rat-command-channel", "miner-pool-contacted",
    ];

    public static readonly string[] Words =
    [
        "amber", "birch", "cinder", "delta", "ember", "fable", "garnet", "harbor", "indigo", "juniper", "krypton", "lumen", "mirage", "nectar", "onyx", "pixel",
    ];
}
