using System;
using System.Collections.Generic;
using System.Management.Automation;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Common;

/// <summary>Base of the cmdlets that talk to a server.</summary>
public abstract class ConnectedCmdlet : TGCmdlet
{
    /// <summary>The connection or connections to use, by name or as objects; the session's default where none is given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public virtual Connection[]? Connection { get; set; }

    /// <summary>The connections to use, each with the warnings it deserves.</summary>
    private protected IReadOnlyList<Connection> Targets()
    {
        IReadOnlyList<Connection> targets = Connection ?? [DefaultConnection()];
        foreach (Connection target in targets)
        {
            WarnOfRisks(target);
        }

        return targets;
    }

    /// <summary>Does something whose failure is an error of its own, so that the rest goes on. A refused key ends the command.</summary>
    /// <param name="target">What the error is about.</param>
    /// <param name="action">What is done.</param>
    /// <param name="context">Where it happened, in a sentence; null where the failure says it.</param>
    private protected void Try(object target, Action action, string? context = null)
    {
        try
        {
            action();
        }
        catch (AuthenticationFailedException e)
        {
            Fail(e, target);
        }
        catch (ThreatGridException e)
        {
            e.Context ??= context;
            WriteError(ErrorRecords.Of(e, target));
        }
    }

    /// <summary>Makes sure that the server's clock is known, since an open window ends by it.</summary>
    /// <param name="client">The server.</param>
    /// <param name="anew">Whether it is asked even where it is known: this computer's own clock may have been set since.</param>
    private protected DateTime ServerNow(ApiClient client, bool anew = false)
    {
        if (anew || !client.Clock.IsKnown)
        {
            Await(token => new AccountClient(client).WhoAmIAsync(token));
        }

        return client.Clock.UtcNow;
    }

    private Connection DefaultConnection()
    {
        try
        {
            if ((ConnectionStore.Current.Default ?? EnvironmentConnection.Open()) is { } connection)
            {
                return connection;
            }

            throw new NotConnectedException("There is no connection to a Threat Grid server.")
            {
                RecommendedAction = $"Type Connect-TGServer -Region EU -ApiKey (Read-Host -AsSecureString) with your region, or set {EnvironmentConnection.ServerVariable} and {EnvironmentConnection.KeyVariable}.",
            };
        }
        catch (NotConnectedException e)
        {
            Fail(e, null);
            throw;
        }
    }
}
