using System;

namespace ThreatGrid.Observables.Export;

/// <summary>A file that is better left as it is.</summary>
internal sealed class ExportRefusedException(string id, string message, string action) : Exception(message)
{
    /// <summary>The id of the error.</summary>
    public string Id { get; } = id;

    /// <summary>What to do.</summary>
    public string RecommendedAction { get; } = action;
}
