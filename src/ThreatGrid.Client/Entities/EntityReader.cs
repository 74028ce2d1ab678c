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
            EntityType.Domain => new DomainEntity { Domain = record.Text("domain", "name") ?? key.Value },
            EntityType.Url => Url(record, key),
            EntityType.Artifact => Artifact(record),
            EntityType.Path => new PathEntity { Path = record.Text("path") ?? key.Value },
            _ => new RegistryKeyEntity { RegistryKey = record.Text("key", "registry-key") ?? key.Value, ValueName = key.ValueName },
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
    {
        foreach (object? item in LooseRecord.ItemsOf(Without(value, at), list))
        {
            switch (item)
            {
                case string text:
                    yield return Related(new EntityReference { EntityType = type, Value = text, Origin = origin }, at);
                    break;
                case MemberDictionary members:
                    var record = new LooseRecord(members, origin);
                    var reference = new EntityReference
                    {
                        EntityType = type,
                        Value = record.Text(ValueNameOf(type)),
                        UrlSha256 = type == EntityType.Url ? record.Text("sha256") : null,
                    };
                    yield return Related(record.Complete(reference), at);
                    break;
            }
        }
    }

    public static IEnumerable<EntityFlag> Flags(object? value, EntityKey at, Origin origin)
        => LooseRecord.ListOf(Without(value, at), "flags", origin).Select(r => Related(r.Complete(Flag(r)), at));

    public static IEnumerable<RelatedIndicator> Indicators(object? value, EntityKey at, Origin origin)
    {
        foreach (object? item in LooseRecord.ItemsOf(Without(value, at), "indicators"))
        {
            switch (item)
            {
                case string name:
                    yield return Related(new RelatedIndicator { Indicator = name, Origin = origin }, at);
                    break;
                case MemberDictionary members:
                    yield return Related(Indicator(new LooseRecord(members, origin)), at);
                    break;
            }
        }
    }

    public static IEnumerable<AntivirusSignature> Signatures(object? value, EntityKey at, Origin origin)
    {
        foreach (object? item in LooseRecord.ItemsOf(Without(value, at), "avsignatures"))
        {
            switch (item)
            {
                case string name:
                    yield return Related(new AntivirusSignature { Signature = name, Origin = origin }, at);
                    break;
                case MemberDictionary members:
                    var record = new LooseRecord(members, origin);
                    yield return Related(record.Complete(new AntivirusSignature { Engine = record.Text("engine", "vendor", "product", "scanner"), Signature = record.Text("signature", "name", "result") }), at);
                    break;
            }
        }
    }

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
        => record.Complete(new RelatedIndicator
        {
            Indicator = record.Text("ioc", "name", "indicator"),
            Title = record.Text("title"),
            Confidence = record.Integer32("confidence"),
            Severity = record.Integer32("severity"),
            SampleId = record.Text("sample"),
        });

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

    private static UrlEntity Url(LooseRecord record, EntityKey key) => new()
    {
        Url = record.Text("url"),
        UrlSha256 = record.Text("sha256") ?? key.Id,
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
