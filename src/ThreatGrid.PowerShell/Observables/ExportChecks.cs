using System.IO;
using System.Management.Automation;
using ThreatGrid.Observables.Formats;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Observables;

/// <summary>What a file and its format do not allow, seen before anything is read.</summary>
internal static class ExportChecks
{
    /// <summary>Ends the command where the parameters do not fit the format.</summary>
    public static void Refuse(PSCmdlet cmdlet, ObservableFormat format, string path, bool isAppend, bool withMd5, bool isAgeing)
    {
        if (format.PathRefusal(path) is { } refusal)
        {
            Fail(cmdlet, refusal, path, "Give the file another name.");
        }

        if (isAppend && format is not LineFormat)
        {
            Fail(cmdlet, "-Append adds lines, and this format is written as a whole.", path, "Leave it out. Lists age with -KeepFor.");
        }

        if ((withMd5 || isAgeing) && format is not ListFormat)
        {
            Fail(cmdlet, "-Md5, -KeepFor and -MaximumEntries are for lists, and this format is none.", path, "Leave them out.");
        }
    }

    /// <summary>A name for what belongs to a file, that no other file has.</summary>
    public static string NameOf(string path) => Path.GetFileName(path) + "-" + Hex.Of(TextHash.Sha256(path), 6);

    private static void Fail(PSCmdlet cmdlet, string message, string path, string action)
        => cmdlet.ThrowTerminatingError(ErrorRecords.InvalidArgument(message, path, action));
}
