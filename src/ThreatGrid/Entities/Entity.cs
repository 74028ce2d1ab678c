namespace ThreatGrid;

/// <summary>Something the service knows from samples: an address, a domain, a URL, a file, a path or a registry key (section 6.4 of the API reference).</summary>
public abstract class Entity : ApiObject
{
    private protected Entity()
    {
    }

    /// <summary>What it is.</summary>
    public abstract EntityType EntityType { get; }

    /// <summary>The address, domain, URL, SHA-256, path or key itself.</summary>
    public abstract string? Value { get; }

    /// <summary>The value in a form that nobody opens by a click.</summary>
    public virtual string? Defanged => Value;

    /// <summary>Whether the service knows it. False only where <c>-IncludeUnknown</c> asked for such rows.</summary>
    public bool IsKnown { get; internal set; } = true;

    /// <summary>Its tags.</summary>
    public TextList Tags { get; internal set; } = TextList.Empty;

    /// <summary>What people have marked it as.</summary>
    public ItemList<EntityFlag> Flags { get; internal set; } = ItemList<EntityFlag>.Empty;

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;
}
