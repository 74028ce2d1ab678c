using System;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace ThreatGrid.Files;

/// <summary>Keeps something to one holder at a time, over all processes. The system frees it when the holder ends, however it ends; the file stays.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Takes the lock; null where somebody else has it.</summary>
    /// <param name="path">The file that stands for it; its folder is made.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made.</exception>
    public static FileStream? TryTake(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Takes the lock of what is held for moments only, once it is free.</summary>
    /// <param name="path">The file that stands for it; its folder is made.</param>
    /// <exception cref="IOException">Somebody else has it for too long, or the file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made.</exception>
    public static FileStream Take(string path)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience)
        {
            if (TryTake(path) is { } held)
            {
                return held;
            }

            Thread.Sleep(Interval);
        }

        throw new IOException($"Another process has '{path}' for too long.");
    }
}
