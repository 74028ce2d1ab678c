using System;
using System.Collections.Generic;
using ThreatGrid.Sync;

namespace ThreatGrid.Client.Sync;

/// <summary>What a run leaves for the next one.</summary>
internal sealed class Checkpoint(string server)
{
    /// <summary>The server whose rows these are.</summary>
    public string Server { get; } = server;

    /// <summary>Which version of the file this is; each one written is one more.</summary>
    public long Generation { get; set; }

    /// <summary>The feeds, by their names.</summary>
    public Dictionary<string, FeedState> Feeds { get; } = new(StringComparer.Ordinal);

    /// <summary>The file that rows are delivered to, where it is one of ours.</summary>
    public SinkState? Sink { get; set; }
}
