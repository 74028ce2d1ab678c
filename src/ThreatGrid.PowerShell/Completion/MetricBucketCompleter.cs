using System.Collections.Generic;

namespace ThreatGrid.PowerShell.Completion;

/// <summary>Completes the buckets that are on record (section 3.8 of the API reference).</summary>
public sealed class MetricBucketCompleter : WordCompleter
{
    private protected override IEnumerable<(string Text, string Hint)> Words { get; } =
    [
        ("submitter", "Who submitted"),
        ("type", "Type of file"),
        ("unique-submitters", "How many submitted"),
        ("threatscore", "Threat score"),
        ("average-threat-score", "Average of the threat scores"),
        ("convictions", "Those found bad"),
        ("week", "Week"),
        ("environment", "Virtual machine"),
        ("domain", "Domain met"),
        ("indicator", "Indicator triggered"),
    ];
}
