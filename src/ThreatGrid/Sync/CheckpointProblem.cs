namespace ThreatGrid;

/// <summary>Why a checkpoint cannot be used.</summary>
public enum CheckpointProblem
{
    /// <summary>The file is none of ours, or damaged.</summary>
    Broken,

    /// <summary>It belongs to another server, other filters or another file.</summary>
    Foreign,

    /// <summary>A later version of the module wrote it.</summary>
    Newer,

    /// <summary>It stands at a time that has not come yet.</summary>
    InFuture,

    /// <summary>Another run has it.</summary>
    Locked,

    /// <summary>It cannot be written.</summary>
    NotWritten,

    /// <summary>There is nothing to commit, or what there is has been overtaken.</summary>
    NothingPending,
}
