using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ThreatGrid.PowerShell.Completion;

/// <summary>Completes the terms of the submission search that are on record (section 4.5 of the API reference); others are taken too.</summary>
public sealed class SearchTermCompleter : IArgumentCompleter
{
    private static readonly (string Name, string Hint)[] Terms =
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

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Candidates.Matching(wordToComplete, Terms.Select(t => (t.Name, t.Hint)));
}
