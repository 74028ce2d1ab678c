using System;
using ThreatGrid.Client.Http;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary>Base of the cmdlets that ask each server one thing. The failure of one server leaves the others alone.</summary>
public abstract class ServiceCmdlet : ConnectedCmdlet
{
    /// <summary>Does something for each connection.</summary>
    private protected void ForEachConnection(Action<ApiClient> action)
    {
        foreach (Connection connection in Targets())
        {
            Try(connection.Name, () => action(ClientOf(connection)));
        }
    }
}
