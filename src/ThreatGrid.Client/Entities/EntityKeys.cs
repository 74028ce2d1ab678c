using ThreatGrid.Observables;

namespace ThreatGrid.Client.Entities;

/// <summary>Turns what a user has into what the service is asked for. Null where it is none of its kind.</summary>
internal static class EntityKeys
{
    private const int Sha256Length = 64;
    private const int SampleIdLength = 32;

    /// <summary>The key of a value of a type; defanged values are understood.</summary>
    public static EntityKey? Of(EntityType type, string text, string? valueName = null) => type switch
    {
        EntityType.Ip => Same(type, Canonical.Ip(text)),
        EntityType.Domain => Same(type, Canonical.Domain(text)),
        EntityType.Url => Url(text),
        EntityType.Artifact => Same(type, Canonical.Hash(text)),
        EntityType.Sample => Canonical.Hash(text) is { Length: SampleIdLength } id ? Same(type, id) : null,
        _ => text.Length == 0 ? null : new EntityKey(type, text, text, valueName),
    };

    /// <summary>A URL stands under the SHA-256 of its text (section 2.3 of the API reference); who has that hash can give it instead.</summary>
    private static EntityKey? Url(string text)
    {
        if (Canonical.Hash(text) is { Length: Sha256Length } hash)
        {
            return new EntityKey(EntityType.Url, hash, hash);
        }

        return Canonical.ServiceUrl(text) is { } url ? new EntityKey(EntityType.Url, url, Hex.Of(TextHash.Sha256(url))) : null;
    }

    private static EntityKey? Same(EntityType type, string? value) => value is null ? null : new EntityKey(type, value, value);
}
