using System.Management.Automation;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Connections;

/// <summary><para type="synopsis">Forgets connections of this session, with their keys.</para></summary>
[Cmdlet(VerbsCommunications.Disconnect, "TGServer")]
[OutputType(typeof(void))]
public sealed class DisconnectTGServerCommand : TGCmdlet
{
    /// <summary>The connections to forget, by name or as objects; the default where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    [ValidateNotNullOrEmpty]
    [Alias("Name")]
    public object[]? Connection { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        ConnectionStore store = ConnectionStore.Current;
        if (Connection is null)
        {
            if (store.Default is { } connection)
            {
                store.Remove(connection);
            }

            return;
        }

        foreach (object one in Connection)
        {
            object value = one is PSObject wrapped ? wrapped.BaseObject : one;
            string name = value as string ?? (value as Connection)?.Name ?? value.ToString()!;
            if (store.Find(name) is { } found)
            {
                store.Remove(found);
            }
            else
            {
                WriteError(ErrorRecords.ConnectionNotFound(name));
            }
        }
    }
}
