using System;
using System.Collections.Generic;
using System.Linq;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Entities;

/// <summary>Reads what the service says of entities (section 6.4 of the API reference). Of most of it the form is not on record.</summary>
internal static class EntityReader
{
    public static Entity Read(object? value, EntityKey key, Origin origin)
    {
        LooseRecord record = LooseRecord.Of(value, WrapperOf(key.Type), origin);
        Entity entity = key.Type switch
        {
            EntityType.Ip => Ip(record),
            EntityType.Domain => new DomainEntity { Domain = record.Text("domain", "name") },
            EntityType.Url => Url(record),
            EntityType.Artifact => Artifact(record),
            EntityType.Path => new PathEntity { Path = record.Text("path") },
            _ => new RegistryKeyEntity { RegistryKey = record.Text("key", "registry-key"), ValueName = key.ValueName },
        };
        Fill(entity, key);
        entity.Tags = record.Texts("tags");
        entity.Flags = new ItemList<EntityFlag>(LooseRecord.ListOf(record.Peek("flags") ?? Array.Empty<object?>(), "flags", origin).Select(r => Related(Flag(r), key)));
        return record.Complete(entity);
    }

    /// <summary>A row for an entity that the service does not know.</summary>
    public static Entity Unknown(EntityKey key, Origin origin)
    {
        Entity entity = key.Type switch
        {
            EntityType.Ip => new IpEntity(),
            EntityType.Domain => new DomainEntity(),
            EntityType.Url => new UrlEntity(),
            EntityType.Artifact => new ArtifactEntity(),
            EntityType.Path => new PathEntity(),
            _ => new RegistryKeyEntity { ValueName = key.ValueName },
        };
        entity.IsKnown = false;
        entity.Origin = origin;
        Fill(entity, key);
        return entity;
    }

    /// <summary>Entities by their names: in objects under the name of their type, or as bare texts.</summary>
    public static IEnumerable<EntityReference> References(object? value, string list, EntityType type, EntityKey at, Origin origin)
        => Each(value, list, at, origin, text => new EntityReference { EntityType = type, Value = text }, r => new EntityReference
        {
            EntityType = type,
            Value = r.Text(ValueNameOf(type)),
            UrlSha256 = type == EntityType.Url ? r.Text("sha256") : null,
        });

    public static IEnumerable<EntityFlag> Flags(object? value, EntityKey at, Origin origin)
        => LooseRecord.ListOf(Without(value, at), "flags", origin).Select(r => Related(r.Complete(Flag(r)), at));

    public static IEnumerable<RelatedIndicator> Indicators(object? value, EntityKey at, Origin origin)
        => Each(value, "indicators", at, origin, name => new RelatedIndicator { Indicator = name }, Indicator);

    public static IEnumerable<AntivirusSignature> Signatures(object? value, EntityKey at, Origin origin)
        => Each(value, "avsignatures", at, origin, name => new AntivirusSignature { Signature = name }, r => new AntivirusSignature
        {
            Engine = r.Text("engine", "vendor", "product", "scanner"),
            Signature = r.Text("signature", "name", "result"),
        });

    public static ArtifactThreat Threat(object? value, EntityKey at, Origin origin)
    {
        LooseRecord record = LooseRecord.Of(value, "threat", origin);
        record.Text("sha256");
        return Related(
            record.Complete(new ArtifactThreat
            {
                Score = record.Integer32("score", "threat-score"),
                MaximumSeverity = record.Integer32("max-severity", "severity"),
                MaximumConfidence = record.Integer32("max-confidence", "confidence"),
                Indicators = record.Texts("bis", "indicators", "iocs"),
            }),
            at);
    }

    public static RelatedIndicator Indicator(LooseRecord record)
        => new()
        {
            Indicator = record.Text("ioc", "name", "indicator"),
            Title = record.Text("title"),
            Confidence = record.Integer32("confidence"),
            Severity = record.Integer32("severity"),
            SampleId = record.Text("sample"),
        };

    public static T Related<T>(T item, EntityKey at)
        where T : RelatedObject
    {
        item.RelatedType = at.Type;
        item.RelatedTo = at.Value;
        return item;
    }

    private static IpEntity Ip(LooseRecord record)
    {
        var asn = record.Peek("asn") as MemberDictionary;
        var location = record.Peek("location") as MemberDictionary;
        return new IpEntity
        {
            Ip = record.Text("ip"),
            ReverseDns = record.Text("rev"),
            Asn = asn.Integer("asn"),
            AsnOrganization = asn.Text("org"),
            Country = location.Text("country"),
            Region = location.Text("region"),
            City = location.Text("city"),
        };
    }

    private static UrlEntity Url(LooseRecord record) => new()
    {
        Url = record.Text("url"),
        UrlSha256 = record.Text("sha256"),
        Protocol = record.Text("protocol"),
        HostName = record.Text("host"),
        Port = record.Integer32("port"),
        UrlPath = record.Text("path"),
        UrlQuery = record.Text("query"),
        Fragment = record.Text("reference"),
    };

    private static ArtifactEntity Artifact(LooseRecord record) => new()
    {
        Sha256 = record.Text("sha256"),
        Sha1 = record.Text("sha1"),
        Md5 = record.Text("md5"),
        Size = record.Integer("size"),
        MagicType = record.Text("magic-type", "magic", "type"),
        FirstTicks = record.Ticks("first-seen"),
        LastTicks = record.Ticks("last-seen"),
    };

    private static EntityFlag Flag(LooseRecord record) => new()
    {
        Flag = record.Integer32("flag"),
        Reason = record.Text("reason"),
        Login = record.Text("login"),
        IsMine = record.Boolean("mine"),
        CreatedTicks = record.Ticks("created-at"),
        ExpiryTicks = record.Ticks("expiration"),
    };

    /// <summary>The elements of a list, whether they are objects or bare texts.</summary>
    private static IEnumerable<T> Each<T>(object? value, string list, EntityKey at, Origin origin, Func<string, T> ofText, Func<LooseRecord, T> ofRecord)
        where T : RelatedObject
    {
        foreach (object? item in LooseRecord.ItemsOf(Without(value, at), list))
        {
            LooseRecord? record = item is MemberDictionary members ? new LooseRecord(members, origin) : null;
            if (record is not null)
            {
                yield return Related(record.Complete(ofRecord(record)), at);
            }
            else if (item is string text)
            {
                T named = ofText(text);
                named.Origin = origin;
                yield return Related(named, at);
            }
        }
    }

    /// <summary>Where an answer does not name the entity, it is the one that was asked for.</summary>
    private static void Fill(Entity entity, EntityKey key)
    {
        switch (entity)
        {
            case IpEntity ip:
                ip.Ip ??= key.Value;
                break;
            case DomainEntity domain:
                domain.Domain ??= key.Value;
                break;
            case UrlEntity url:
                url.Url ??= key.Value == key.Id ? null : key.Value;
                url.UrlSha256 ??= key.Id;
                break;
            case ArtifactEntity artifact:
                artifact.Sha256 ??= key.Value;
                break;
            case PathEntity path:
                path.Path ??= key.Value;
                break;
            case RegistryKeyEntity registryKey:
                registryKey.RegistryKey ??= key.Value;
                break;
        }
    }

    /// <summary>The answer without the name of the entity itself, which stands beside the list.</summary>
    private static object? Without(object? value, EntityKey at)
    {
        if (value is not MemberDictionary members)
        {
            return value;
        }

        var rest = new MemberDictionary();
        foreach (KeyValuePair<string, object?> member in members)
        {
            if (member.Value is not string || Array.IndexOf(ValueNameOf(at.Type), member.Key) < 0)
            {
                rest.Set(member.Key, member.Value);
            }
        }

        return rest;
    }

    private static string WrapperOf(EntityType type) => type switch
    {
        EntityType.Ip => "ip",
        EntityType.Domain => "domain",
        EntityType.Url => "url",
        EntityType.Artifact => "artifact",
        EntityType.Path => "path",
        _ => "registry_key",
    };

    private static string[] ValueNameOf(EntityType type) => type switch
    {
        EntityType.Ip => ["ip", "result"],
        EntityType.Domain => ["domain", "name", "result"],
        EntityType.Url => ["url", "result"],
        EntityType.Artifact => ["sha256", "artifact", "result"],
        EntityType.Path => ["path", "result"],
        EntityType.RegistryKey => ["key", "registry_key", "result"],
        _ => ["sample", "id", "result"],
    };
}
