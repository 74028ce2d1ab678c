using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Connections;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Connections;

/// <summary><para type="synopsis">Removes saved connections.</para></summary>
[Cmdlet(VerbsLifecycle.Unregister, "TGConnection", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class UnregisterTGConnectionCommand : TGCmdlet
{
    /// <summary>The names, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        try
        {
            IReadOnlyList<SavedConnectionEntry> saved = SavedConnectionFile.Read();
            foreach (string name in Name)
            {
                var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
                List<SavedConnectionEntry> found = [.. saved.Where(c => pattern.IsMatch(c.Name))];
                if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                {
                    WriteError(ErrorRecords.SavedConnectionNotFound(name));
                }

                foreach (SavedConnectionEntry entry in found)
                {
                    if (ShouldProcess($"{entry.Name} ({entry.Settings.Server})", "Remove saved connection"))
                    {
                        SavedConnectionFile.Change(kept => kept.RemoveAll(c => c.Name == entry.Name));
                    }
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(SavedConnections.Failure(e));
        }
    }
}
