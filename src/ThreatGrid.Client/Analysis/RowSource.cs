using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Analysis;

/// <summary>Where rows stand in a body, and how they are read.</summary>
/// <param name="Contract">How a row is read.</param>
/// <param name="Path">The names that lead to the rows.</param>
/// <param name="Shape">In what form they stand there.</param>
/// <param name="IsOptional">Whether a body without them has none, or is not what was expected.</param>
internal sealed record RowSource<T>(JsonContract<T> Contract, string[] Path, RowShape Shape, bool IsOptional)
    where T : SampleDetail;
