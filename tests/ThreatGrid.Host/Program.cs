using System;

namespace ThreatGrid.Host;

/// <summary>The libraries without PowerShell: a feed that is followed, to be killed at any moment, and benches of what is too fast to measure from outside.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["sync", var server, var key, var checkpoint, var file]:
                SyncOnce.Run(new Uri(server), key, checkpoint, file);
                return 0;
            case ["hygiene", var allowList]:
                HygieneBench.Run(allowList);
                return 0;
            case ["formats", var folder]:
                FormatBench.Run(folder);
                return 0;
            default:
                Console.Error.WriteLine("sync SERVER KEY CHECKPOINT FILE | hygiene ALLOWLIST | formats FOLDER");
                return 2;
        }
    }
}
