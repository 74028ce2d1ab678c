namespace ThreatGrid.Client.Entities;

/// <summary>Where an entity or a sample stands below <c>/api/v2</c>. Values are escaped whole: back-slashes, spaces, percent signs and other letters arrive as they are meant.</summary>
internal static class EntityPath
{
    /// <summary>What the API calls the entities of a type.</summary>
    public static string ResourceOf(EntityType type) => type switch
    {
        EntityType.Ip => "ips",
        EntityType.Domain => "domains",
        EntityType.Url => "urls",
        EntityType.Artifact => "artifacts",
        EntityType.Path => "paths",
        EntityType.RegistryKey => "registry_keys",
        _ => "samples",
    };

    public static string Of(EntityKey key)
    {
        string path = "/api/v2/" + ResourceOf(key.Type) + "/" + UriText.Escape(key.Id);
        return key.ValueName is null ? path : path + "/name/" + UriText.Escape(key.ValueName);
    }
}
