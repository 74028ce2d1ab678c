using System;
using System.Collections.Generic;
using ThreatGrid.Client.Json;
using ThreatGrid.Sync;

namespace ThreatGrid.Client.Sync;

/// <summary>Brings rows to where they are wanted, and only then lets the checkpoint follow.</summary>
/// <param name="file">The checkpoint's file.</param>
/// <param name="checkpoint">The checkpoint.</param>
/// <param name="sink">Where the rows go.</param>
internal sealed class SyncSession(CheckpointFile file, Checkpoint checkpoint, IBatchSink sink)
{
    /// <summary>Whether the checkpoint waits for somebody to say that all was well.</summary>
    public bool IsPending { get; init; }

    private bool SavesAtEnd => IsPending || sink.DeliversAtEnd;

    /// <summary>
    /// Begins the first run of a checkpoint. What it cannot write must be known before the first row; and after a crash the file's length at the start tells the rows of this run from what stood there before.
    /// </summary>
    public void Begin()
    {
        if (!IsPending)
        {
            Save();
        }
    }

    /// <summary>Delivers what a run gives, batch by batch.</summary>
    /// <param name="run">The run.</param>
    /// <param name="batches">Its batches.</param>
    /// <param name="report">Is given rows that cannot be read.</param>
    public void Deliver(SyncRun run, IEnumerable<SyncBatch> batches, Action<IReadOnlyList<RowFailure>> report)
    {
        foreach (SyncBatch batch in batches)
        {
            if (batch.Rows.Count > 0)
            {
                var items = new FeedItem[batch.Rows.Count];
                for (int i = 0; i < items.Length; i++)
                {
                    items[i] = batch.Rows[i].Item;
                }

                sink.Deliver(items);
            }

            run.Accept(batch);
            if (!SavesAtEnd && batch.Rows.Count + batch.Failures.Count > 0)
            {
                Save();
            }

            // Last: where the report ends the run, the next one must not stop at the same row.
            report(batch.Failures);
        }

        run.Complete();
    }

    /// <summary>Ends the session: what is delivered as a whole is delivered now.</summary>
    public void Finish()
    {
        sink.Finish();
        Save();
    }

    private void Save()
    {
        checkpoint.Sink = sink.State;
        if (IsPending)
        {
            file.SavePending(checkpoint);
        }
        else
        {
            file.Save(checkpoint);
        }
    }
}
