using System;
using System.IO;
using System.Management.Automation;
using ThreatGrid.Observables.Hygiene;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Observables;

/// <summary>Reads allow-lists before anything goes out: one that cannot be read must not count as none.</summary>
internal static class AllowListReader
{
    /// <summary>The list; null where the user names none. Ends the command where one cannot be read.</summary>
    public static AllowList? Read(PSCmdlet cmdlet, string[]? paths, string[]? entries)
    {
        if (paths is null && entries is null)
        {
            return null;
        }

        var list = new AllowList();
        foreach (string path in paths ?? [])
        {
            foreach (string file in FilePaths.Resolve(cmdlet, path, isLiteral: false, cmdlet.ThrowTerminatingError))
            {
                Guarded(cmdlet, file, () => list.AddFile(file));
            }
        }

        Guarded(cmdlet, entries, () => list.AddEntries(entries ?? []));
        return list;
    }

    private static void Guarded(PSCmdlet cmdlet, object? target, Action read)
    {
        try
        {
            read();
        }
        catch (FormatException e)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.BadAllowList(e, target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.FileNotRead(e, (string)target!));
        }
    }
}
