namespace ThreatGrid.Client.Entities;

/// <summary>What an entity is asked for by.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Value">The value itself, in its one spelling.</param>
/// <param name="Id">What stands in the path: the value, or of a URL the SHA-256 of its text.</param>
/// <param name="ValueName">Of a registry key, the name of the value that is meant; null for the key itself.</param>
internal sealed record EntityKey(EntityType Type, string Value, string Id, string? ValueName = null);
