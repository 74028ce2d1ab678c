using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;

namespace ThreatGrid.PowerShell.Common;

/// <summary>Turns what the user typed into full paths of files: from the place of the session, not of the process.</summary>
internal static class FilePaths
{
    private const string FileSystem = "FileSystem";

    /// <summary>The files that a path or a wildcard means; what is wrong with it is given to <paramref name="report"/>.</summary>
    public static IEnumerable<string> Resolve(PSCmdlet cmdlet, string path, bool isLiteral, System.Action<ErrorRecord> report)
    {
        ProviderInfo provider;
        IEnumerable<string> found;
        try
        {
            if (isLiteral)
            {
                found = [cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)];
            }
            else
            {
                Collection<string> resolved = cmdlet.GetResolvedProviderPathFromPSPath(path, out provider);
                found = resolved.Count > 0 ? resolved : [path];
            }
        }
        catch (System.Exception e) when (e is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            report(ErrorRecords.FileNotFound(path));
            yield break;
        }

        if (provider.Name != FileSystem)
        {
            report(ErrorRecords.InvalidArgument($"'{path}' is no path of the file system but of {provider.Name}.", path, "Give the path of a file."));
            yield break;
        }

        foreach (string file in found)
        {
            if (Directory.Exists(file))
            {
                report(ErrorRecords.InvalidArgument($"'{file}' is a folder.", file, "Get-ChildItem -File gives the files in it, with -Recurse those below it too."));
            }
            else if (!File.Exists(file))
            {
                report(ErrorRecords.FileNotFound(file));
            }
            else
            {
                yield return file;
            }
        }
    }
}
