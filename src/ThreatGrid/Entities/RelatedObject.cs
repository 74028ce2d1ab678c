namespace ThreatGrid;

/// <summary>Something that was found at an entity or a sample.</summary>
public abstract class RelatedObject : ApiObject
{
    private protected RelatedObject()
    {
    }

    /// <summary>What kind of thing it was found at; null where it was not found at one.</summary>
    public EntityType? RelatedType { get; internal set; }

    /// <summary>The address, domain, URL, SHA-256, path, key or sample id it was found at.</summary>
    public string? RelatedTo { get; internal set; }
}
