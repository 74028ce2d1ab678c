using System;
using System.Collections.Generic;

namespace ThreatGrid.Sync;

/// <summary>Where the rows of a feed are delivered to. What <see cref="Deliver"/> returned from is delivered: the checkpoint moves behind it.</summary>
internal interface IBatchSink : IDisposable
{
    /// <summary>What the checkpoint keeps for it; null where it needs nothing.</summary>
    SinkState? State { get; }

    /// <summary>Whether nothing is delivered before <see cref="Finish"/>: a list is written as a whole.</summary>
    bool DeliversAtEnd { get; }

    /// <summary>Takes rows, each for the first time.</summary>
    void Deliver(IReadOnlyList<FeedItem> rows);

    /// <summary>Says that no more rows come in this run.</summary>
    void Finish();
}
