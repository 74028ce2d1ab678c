using System.Collections.Generic;

namespace ThreatGrid.PowerShell.Completion;

/// <summary>Completes the terms of the submission search that are on record (section 4.5 of the API reference); others are taken too.</summary>
public sealed class SearchTermCompleter : WordCompleter
{
    private protected override IEnumerable<(string Text, string Hint)> Words { get; } =
    [
        ("antivirus", "What scanners said"),
        ("behavior", "Names of indicators"),
        ("checksum", "Hashes of the sample and of what it left"),
        ("domain", "Domains it met"),
        ("filename", "Names of files"),
        ("mutant", "Mutexes"),
        ("path", "Paths"),
        ("process", "Names of processes"),
        ("registry_key", "Registry keys"),
        ("sample", "Ids and hashes of the sample itself"),
        ("url", "URLs"),
    ];
}
