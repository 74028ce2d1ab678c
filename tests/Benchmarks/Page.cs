using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace ThreatGrid.Benchmarks;

/// <summary>The envelope of a page.</summary>
internal sealed record Envelope(Page Data);

/// <summary>A page.</summary>
internal sealed record Page(List<Row> Items);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Envelope))]
internal sealed partial class PageJson : JsonSerializerContext;
