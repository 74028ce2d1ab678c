using System.Management.Automation;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Samples;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Samples;

/// <summary><para type="synopsis">Lists the network exits and simulations that a submission can choose.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGNetworkExit")]
[OutputType(typeof(NetworkExit))]
public sealed class GetTGNetworkExitCommand : ConnectedCmdlet
{
    /// <summary>The names wanted, wildcards allowed; all where none is given.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(Completion.NetworkExitCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            try
            {
                SubmissionChoices.Write(this, Name, Await(token => new SampleClient(client).NetworkExitsAsync(token)).Rows, c => (c.Name, c.DisplayName));
            }
            catch (ThreatGridException e)
            {
                Fail(e, connection.Name);
            }
        }
    }
}
