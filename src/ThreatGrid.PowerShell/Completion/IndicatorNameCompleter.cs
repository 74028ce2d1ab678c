using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ThreatGrid.PowerShell.Completion;

/// <summary>Completes the names of indicators that this session has seen. Asks no server: Tab must not wait.</summary>
public sealed class IndicatorNameCompleter : IArgumentCompleter
{
    private const int MaximumNames = 2000;

    private static readonly ConcurrentDictionary<string, byte> Seen = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
        => Candidates.Matching(wordToComplete, Seen.Keys.OrderBy(n => n, StringComparer.OrdinalIgnoreCase).Select(n => (n, string.Empty)));

    internal static void Remember(string name)
    {
        // Counting locks the dictionary; names already known must not.
        if (!Seen.ContainsKey(name) && Seen.Count < MaximumNames)
        {
            Seen.TryAdd(name, 0);
        }
    }
}
