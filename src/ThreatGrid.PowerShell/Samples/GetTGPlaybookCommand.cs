using System.Management.Automation;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Samples;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Samples;

/// <summary><para type="synopsis">Lists the playbooks that a submission can choose.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGPlaybook")]
[OutputType(typeof(Playbook))]
public sealed class GetTGPlaybookCommand : ConnectedCmdlet
{
    /// <summary>The names wanted, wildcards allowed; all where none is given.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(Completion.PlaybookCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            try
            {
                SubmissionChoices.Write(this, Name, Await(token => new SampleClient(client).PlaybooksAsync(token)).Rows, c => (c.Name, c.DisplayName));
            }
            catch (ThreatGridException e)
            {
                Fail(e, connection.Name);
            }
        }
    }
}
