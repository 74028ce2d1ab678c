using System.Diagnostics;
using System.Management.Automation;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Connections;

/// <summary><para type="synopsis">Asks the server who the key belongs to, and measures latency and clock.</para></summary>
[Cmdlet(VerbsDiagnostic.Test, "TGConnection")]
[OutputType(typeof(ConnectionStatus))]
public sealed class TestTGConnectionCommand : ConnectedCmdlet
{
    /// <inheritdoc />
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override Connection[]? Connection { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (Connection connection in Targets())
        {
            WriteObject(Test(connection));
        }
    }

    private ConnectionStatus Test(Connection connection)
    {
        var status = new ConnectionStatus(connection);
        ApiClient client = ClientOf(connection);
        var clock = Stopwatch.StartNew();
        try
        {
            Identity identity = Await(token => new AccountClient(client).WhoAmIAsync(token));
            status.Latency = clock.Elapsed;
            status.ClockSkew = client.Clock.Skew;
            status.Success = true;
            status.Login = connection.Login = identity.Login;
            status.UserName = identity.Name;
            status.Email = identity.Email;
            status.Role = connection.Role = identity.Role;
            status.OrganizationId = connection.OrganizationId = identity.OrganizationId;
        }
        catch (ThreatGridException e)
        {
            status.Problem = $"{e.Message} {e.RecommendedAction}".TrimEnd();
        }

        return status;
    }
}
