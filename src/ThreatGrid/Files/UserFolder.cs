using System;

namespace ThreatGrid.Files;

/// <summary>Where the module keeps what lasts longer than a session: saved connections, checkpoints, the numbers of rules.</summary>
internal static class UserFolder
{
    private const string Folder = "ThreatGrid";

    /// <summary>The folder of this user's settings; <c>TG_CONFIG_HOME</c> moves it, for tests and for service accounts without a profile.</summary>
    public static string Path
    {
        get
        {
            string? home = Environment.GetEnvironmentVariable("TG_CONFIG_HOME");
            return string.IsNullOrEmpty(home)
                ? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), Folder)
                : System.IO.Path.GetFullPath(home!);
        }
    }

    /// <summary>A file in it.</summary>
    public static string File(params string[] parts)
    {
        string path = Path;
        foreach (string part in parts)
        {
            path = System.IO.Path.Combine(path, part);
        }

        return path;
    }
}
