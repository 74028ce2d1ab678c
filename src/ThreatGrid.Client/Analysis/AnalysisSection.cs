using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Analysis;

/// <summary>A section of an analysis: where the server gives it, where it stands in a saved <c>analysis.json</c>, and how its entries are read.</summary>
internal sealed class AnalysisSection<T>(string resource, string[] savedPath, JsonContract<T> contract, RowShape shape, params string[] served)
    where T : SampleDetail
{
    /// <summary>Below <c>/api/v2/samples/{id}/</c>.</summary>
    public string Resource { get; } = resource;

    public string[] ServedPath { get; } = ["data", "items", .. served];

    public string[] SavedPath { get; } = savedPath;

    public JsonContract<T> Contract { get; } = contract;

    public RowShape Shape { get; } = shape;
}
