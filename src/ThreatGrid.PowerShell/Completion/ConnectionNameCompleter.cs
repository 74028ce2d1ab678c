using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using ThreatGrid.Client.Connections;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Completion;

/// <summary>Completes the names of connections: those of the session and those saved.</summary>
public sealed class ConnectionNameCompleter : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<(string, string)> open = ConnectionStore.Current.All.Select(c => (c.Name, c.Server.AbsoluteUri));
        IEnumerable<(string, string)> saved = SavedConnectionFile.ReadOrEmpty().Select(c => (c.Name, $"{c.Settings.Server} (saved)"));
        return Candidates.Matching(wordToComplete, open.Concat(saved).GroupBy(c => c.Item1, StringComparer.OrdinalIgnoreCase).Select(g => g.First()));
    }
}
