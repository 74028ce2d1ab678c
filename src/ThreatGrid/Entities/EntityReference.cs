using ThreatGrid.Observables;

namespace ThreatGrid;

/// <summary>An entity by its name alone, as searches and relations give it. The look-up of its type takes it from the pipeline.</summary>
public sealed class EntityReference : RelatedObject, ITimed
{
    /// <summary>What it is.</summary>
    public EntityType EntityType { get; internal set; }

    /// <summary>The address, domain, URL, SHA-256, path, key or sample id itself.</summary>
    public string? Value { get; internal set; }

    /// <summary>The value in a form that nobody opens by a click.</summary>
    public string? Defanged => EntityType switch
    {
        EntityType.Url => Defang.Url(Value),
        EntityType.Ip or EntityType.Domain => Defang.Host(Value),
        _ => Value,
    };

    /// <summary>The address, where it is one.</summary>
    public string? Ip => Only(EntityType.Ip);

    /// <summary>The domain, where it is one.</summary>
    public string? Domain => Only(EntityType.Domain);

    /// <summary>The URL, where it is one.</summary>
    public string? Url => Only(EntityType.Url);

    /// <summary>Of a URL, the SHA-256 of its text, where the server says it.</summary>
    public string? UrlSha256 { get; internal set; }

    /// <summary>The SHA-256, where it is a file.</summary>
    public string? Sha256 => Only(EntityType.Artifact);

    /// <summary>The path, where it is one.</summary>
    public string? Path => Only(EntityType.Path);

    /// <summary>The registry key, where it is one.</summary>
    public string? RegistryKey => Only(EntityType.RegistryKey);

    /// <summary>The id of the sample, where it is one.</summary>
    public string? SampleId => Only(EntityType.Sample);

    long? ITimed.UtcTicks => null;

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    private string? Only(EntityType type) => EntityType == type ? Value : null;
}
