using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Files;

namespace ThreatGrid.Client.Sync;

/// <summary>
/// The file of a checkpoint, kept to one run at a time. It is written whole or not at all, and the version before stays beside it. What is damaged is never taken for a fresh start.
/// </summary>
internal sealed class CheckpointFile : IDisposable
{
    private static readonly TimeSpan LockInterval = TimeSpan.FromMilliseconds(200);

    private readonly FileStream _lock;

    private CheckpointFile(string path, FileStream handle)
    {
        Path = path;
        _lock = handle;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The version before.</summary>
    public string PreviousPath => Path + ".previous";

    /// <summary>What a run left that nobody has committed yet.</summary>
    public string PendingPath => Path + ".pending";

    /// <summary>Takes hold of a checkpoint.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="wait">Whether to wait for another run to end.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="CheckpointException">Another run has it, or its folder cannot be written.</exception>
    public static async Task<CheckpointFile> OpenAsync(string path, bool wait, CancellationToken cancellationToken)
    {
        while (true)
        {
            FileStream? held;
            try
            {
                held = FileLock.TryTake(path + ".lock");
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                throw NotWritten(path, e);
            }

            if (held is not null)
            {
                return new CheckpointFile(path, held);
            }

            if (!wait)
            {
                throw new CheckpointException(
                    CheckpointProblem.Locked,
                    path,
                    $"Another run has the checkpoint '{path}'.",
                    "Let it end, or wait for it with -Wait. Two jobs need two checkpoints.");
            }

            await Task.Delay(LockInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the checkpoint; null where there is none yet.</summary>
    /// <exception cref="CheckpointException">It is damaged, or of a later version.</exception>
    public Checkpoint? Load()
    {
        if (File.Exists(Path))
        {
            return Read(Path);
        }

        return File.Exists(PreviousPath)
            ? throw new CheckpointException(
                CheckpointProblem.Broken,
                Path,
                $"The checkpoint '{Path}' is gone, and the version before it is there: '{PreviousPath}'.",
                "Copy that one over it: what was delivered since comes again. Or begin anew with -Restart.")
            : null;
    }

    /// <summary>Writes the checkpoint.</summary>
    /// <exception cref="CheckpointException">It cannot be written; the one that is there holds.</exception>
    public void Save(Checkpoint checkpoint)
    {
        checkpoint.Generation++;
        Write(checkpoint, Path, PreviousPath);
        File.Delete(PendingPath);
    }

    /// <summary>Writes what holds once somebody commits it.</summary>
    public void SavePending(Checkpoint checkpoint)
    {
        checkpoint.Generation++;
        Write(checkpoint, PendingPath, null);
    }

    /// <summary>Forgets what nobody has committed.</summary>
    public void DropPending() => File.Delete(PendingPath);

    /// <summary>Makes what a run left hold.</summary>
    /// <exception cref="CheckpointException">There is nothing, or another run came in between.</exception>
    public void Commit()
    {
        if (!File.Exists(PendingPath))
        {
            throw new CheckpointException(
                CheckpointProblem.NothingPending,
                Path,
                $"Nothing waits to be committed for the checkpoint '{Path}'.",
                "Run Sync-TGFeed first, to its end. With -OutFile and -Process it commits by itself.");
        }

        Checkpoint pending = Read(PendingPath);
        if ((Load()?.Generation ?? 0) != pending.Generation - 1)
        {
            throw new CheckpointException(
                CheckpointProblem.NothingPending,
                Path,
                $"What waits to be committed for '{Path}' was overtaken by another run.",
                "Run Sync-TGFeed again: what was not committed comes again.");
        }

        pending.Generation--;
        Save(pending);
    }

    /// <summary>Forgets all that was.</summary>
    public void Reset()
    {
        foreach (string path in (string[])[Path, PreviousPath, PendingPath])
        {
            File.Delete(path);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static CheckpointException NotWritten(string path, Exception e) => new(
        CheckpointProblem.NotWritten,
        path,
        $"The checkpoint '{path}' cannot be written: {e.Message}",
        "Give a place that this account may write, with -CheckpointPath. The checkpoint that was there, if any, still holds.",
        e);

    private static void Write(Checkpoint checkpoint, string path, string? previousPath)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            using AtomicFile file = AtomicFile.Create(path, overwrite: true);
            CheckpointText.Write(checkpoint, file.Stream);
            file.Commit(previousPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(path, e);
        }
    }

    private Checkpoint Read(string path)
    {
        try
        {
            return CheckpointText.Read(File.ReadAllBytes(path), path);
        }
        catch (FormatException e)
        {
            string previous = File.Exists(PreviousPath) ? $"The version before is '{PreviousPath}': copy it over this one, and what was delivered since comes again. Or begin" : "Begin";
            throw new CheckpointException(
                CheckpointProblem.Broken, path, $"'{path}' is no checkpoint, or damaged: {e.Message}", $"{previous} anew with -Restart.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(CheckpointProblem.Broken, path, $"The checkpoint '{path}' cannot be read: {e.Message}", "Check who may read it.", e);
        }
    }
}
