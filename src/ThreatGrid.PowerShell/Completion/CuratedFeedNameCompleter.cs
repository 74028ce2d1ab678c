using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using ThreatGrid.Client.Feeds;

namespace ThreatGrid.PowerShell.Completion;

/// <summary>Completes the names of the curated feeds; the hint tells what stands in them.</summary>
public sealed class CuratedFeedNameCompleter : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Candidates.Matching(wordToComplete, CuratedFeeds.All.Select(f => (f.Name, f.Description)));
}
