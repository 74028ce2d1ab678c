using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace ThreatGrid.Client.Samples;

/// <summary>The ids of samples as JSON, made at compile time.</summary>
[JsonSerializable(typeof(IReadOnlyCollection<string>))]
internal sealed partial class StateIds : JsonSerializerContext;
