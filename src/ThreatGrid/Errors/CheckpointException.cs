using System;

namespace ThreatGrid;

/// <summary>The checkpoint of a feed cannot be used: nothing was asked or delivered because of it.</summary>
public sealed class CheckpointException : ThreatGridException
{
    internal CheckpointException(CheckpointProblem problem, string path, string message, string action, Exception? inner = null)
        : base(message, inner)
    {
        Problem = problem;
        Path = path;
        RecommendedAction = action;
    }

    /// <summary>What is wrong.</summary>
    public CheckpointProblem Problem { get; }

    /// <summary>The file.</summary>
    public string Path { get; }
}
