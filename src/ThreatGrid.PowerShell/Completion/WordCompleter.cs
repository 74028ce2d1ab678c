using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ThreatGrid.PowerShell.Completion;

/// <summary>Completes words that are on record; others are taken too, which a set to validate against would not allow.</summary>
public abstract class WordCompleter : IArgumentCompleter
{
    private protected WordCompleter()
    {
    }

    private protected abstract IEnumerable<(string Text, string Hint)> Words { get; }

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Candidates.Matching(wordToComplete, Words);
}
