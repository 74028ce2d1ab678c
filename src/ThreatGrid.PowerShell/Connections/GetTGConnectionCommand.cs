using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Connections;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Connections;

/// <summary><para type="synopsis">Lists the connections of this session, or the saved ones.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGConnection", DefaultParameterSetName = OpenSet)]
[OutputType(typeof(Connection), ParameterSetName = [OpenSet])]
[OutputType(typeof(SavedConnection), ParameterSetName = [SavedSet])]
public sealed class GetTGConnectionCommand : TGCmdlet
{
    private const string OpenSet = "Open";
    private const string SavedSet = "Saved";

    /// <summary>The names, with wildcards; all where none is given.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Whether the saved connections are listed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SavedSet)]
    public SwitchParameter Saved { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (!Saved)
        {
            Emit(ConnectionStore.Current.All, c => c.Name, ErrorRecords.ConnectionNotFound);
            return;
        }

        try
        {
            Emit(
                SavedConnectionFile.Read().Select(c => new SavedConnection(c.Name, c.Settings.Server, c.Key.Describe())),
                c => c.Name,
                ErrorRecords.SavedConnectionNotFound);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(ErrorRecords.FileNotRead(e, SavedConnectionFile.Path));
        }
    }

    private void Emit<T>(IEnumerable<T> connections, Func<T, string> nameOf, Func<string, ErrorRecord> notFound)
    {
        if (Name is null)
        {
            WriteObject(connections, enumerateCollection: true);
            return;
        }

        List<T> all = [.. connections];
        foreach (string name in Name)
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            List<T> found = all.FindAll(c => pattern.IsMatch(nameOf(c)));
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(notFound(name));
            }

            WriteObject(found, enumerateCollection: true);
        }
    }
}
