using System;
using System.Collections.Generic;
using ThreatGrid.Sync;

namespace ThreatGrid.PowerShell.Sync;

/// <summary>Gives rows to the pipeline. What becomes of them there nobody can know, so they count as delivered when the user says so.</summary>
internal sealed class PipelineSink(Action<object> write) : IBatchSink
{
    public SinkState? State => null;

    public bool DeliversAtEnd => true;

    public void Deliver(IReadOnlyList<FeedItem> rows)
    {
        foreach (FeedItem row in rows)
        {
            write(row);
        }
    }

    public void Finish()
    {
    }

    public void Dispose()
    {
    }
}
