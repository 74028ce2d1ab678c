namespace ThreatGrid;

/// <summary>Something that stands in a map on the server, under a key.</summary>
internal interface IKeyed
{
    /// <summary>The key, as the server writes it.</summary>
    string? Key { get; set; }
}
