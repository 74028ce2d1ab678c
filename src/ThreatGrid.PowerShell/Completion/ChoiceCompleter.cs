using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Completion;

/// <summary>Completes from a list of the server, which is asked once in a while. Where it does not answer at once, there is nothing to offer.</summary>
public abstract class ChoiceCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(10);
    private static readonly ConcurrentDictionary<string, (DateTime At, (string, string)[] Names)> Known = new();

    private protected ChoiceCompleter()
    {
    }

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        Connection? connection = null;
        try
        {
            connection = fakeBoundParameters?["Connection"] is string name ? ConnectionStore.Current.Find(name) : ConnectionStore.Current.Default ?? EnvironmentConnection.Open();
        }
        catch (ThreatGridException)
        {
            // Tab is no place for errors.
        }

        return connection is null ? [] : Candidates.Matching(wordToComplete, NamesOf(connection));
    }

    /// <summary>Asks the server for names, each with a hint.</summary>
    private protected abstract Task<IEnumerable<(string? Name, string? Hint)>> AskAsync(ApiClient client, CancellationToken cancellationToken);

    private (string, string)[] NamesOf(Connection connection)
    {
        string key = GetType().Name + " " + connection.Server.AbsoluteUri + " " + connection.Name;
        if (Known.TryGetValue(key, out (DateTime At, (string, string)[] Names) known) && DateTime.UtcNow - known.At < Freshness)
        {
            return known.Names;
        }

        using var patience = new CancellationTokenSource(Patience);
        try
        {
            (string, string)[] names = [.. Task.Run(() => AskAsync(new ApiClient(connection, SilentObserver.Instance), patience.Token)).GetAwaiter().GetResult()
                .Where(n => !string.IsNullOrEmpty(n.Name))
                .Select(n => (n.Name!, n.Hint ?? string.Empty))];
            Known[key] = (DateTime.UtcNow, names);
            return names;
        }
        catch (Exception e) when (e is ThreatGridException or OperationCanceledException)
        {
            return [];
        }
    }
}
