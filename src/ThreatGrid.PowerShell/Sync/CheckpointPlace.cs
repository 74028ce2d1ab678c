using System.IO;
using System.Management.Automation;
using ThreatGrid.Files;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Sync;

/// <summary>Where checkpoints are.</summary>
internal static class CheckpointPlace
{
    private const string Folder = "sync";
    private const string Extension = ".json";

    /// <summary>The folder of the checkpoints that have a name.</summary>
    public static string Home => UserFolder.File(Folder);

    /// <summary>The path of a checkpoint; ends the command where neither name nor path is given, or the name is none.</summary>
    public static string Of(PSCmdlet cmdlet, string? name, string? path)
    {
        if ((name is null) == (path is null))
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.InvalidArgument(
                name is null ? "Neither -Name nor -CheckpointPath says where the checkpoint is." : "-Name and -CheckpointPath name two checkpoints.",
                name,
                "Give -Name with a word for this delivery, for example -Name splunk, or -CheckpointPath with a file."));
        }

        if (path is not null)
        {
            return cmdlet.GetUnresolvedProviderPathFromPSPath(path);
        }

        if (name!.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || name.IndexOfAny(['/', '\\', ':']) >= 0 || name.Trim('.', ' ').Length != name.Length || name.Length == 0)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.InvalidArgument($"'{name}' cannot be the name of a checkpoint.", name, "Use letters, digits and hyphens. A file elsewhere is -CheckpointPath."));
        }

        return Path.Combine(Home, name + Extension);
    }

    /// <summary>The names there are.</summary>
    public static string[] Names()
        => Directory.Exists(Home) ? System.Array.ConvertAll(Directory.GetFiles(Home, "*" + Extension), f => Path.GetFileNameWithoutExtension(f)) : [];
}
