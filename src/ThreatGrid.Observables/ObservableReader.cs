using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace ThreatGrid.Observables;

/// <summary>Takes the observables out of the module's objects. What kind a value is comes from its object, never from its look.</summary>
internal static class ObservableReader
{
    private const string Run = "run";
    private const string LookUp = "entity";

    /// <summary>The observables of an object; none where it is nothing that has any.</summary>
    /// <param name="item">The object.</param>
    /// <param name="includeIps">Whether the addresses that a curated domain resolved to count too.</param>
    public static IEnumerable<Observable> Read(object item, bool includeIps) => item switch
    {
        Observable observable => [observable.Copy()],
        CuratedFeedItem row => OfCurated(row, includeIps),
        FeedItem row => row.Kind is { } kind ? [OfRow(row, kind)] : [],
        SampleObservable found => [Of(found.Type, found.Value, Run, found.SampleId, found.SampleLink, found.Connection, found.IsWhitelisted)],
        SampleArtifact artifact => [Of(ObservableType.Sha256, artifact.Sha256, Run, artifact.SampleId, artifact.SampleLink, artifact.Connection, artifact.IsWhitelisted)],
        Entity entity => OfEntity(entity.EntityType, entity.Value, entity.Connection),
        EntityReference reference => OfEntity(reference.EntityType, reference.Value, reference.Connection),
        _ => [],
    };

    /// <summary>Whether <see cref="Read"/> knows what to do with an object.</summary>
    public static bool Knows(object item) => item is Observable or FeedItem or SampleObservable or SampleArtifact or Entity or EntityReference;

    private static IEnumerable<Observable> OfCurated(CuratedFeedItem row, bool includeIps)
    {
        yield return Curated(row, ObservableType.Domain, row.Domain);
        if (!includeIps)
        {
            yield break;
        }

        foreach (string ip in row.Ips)
        {
            yield return Curated(row, ObservableType.Ip, ip);
        }
    }

    private static Observable Curated(CuratedFeedItem row, ObservableType type, string? value)
    {
        Observable observable = OfRow(row, type, value);
        observable.Description = row.Description;
        observable.SampleSha256 = row.SampleSha256;
        observable.IsTrusted = true;
        return observable;
    }

    private static Observable OfRow(FeedItem row, ObservableType type) => OfRow(row, type, row.Value);

    [MethodImpl(HotPath.Optimized)]
    private static Observable OfRow(FeedItem row, ObservableType type, string? value)
    {
        var observable = new Observable(type, value ?? string.Empty, value ?? string.Empty)
        {
            Feed = row.FeedName,
            UtcTicks = row.UtcTicks,
            SampleId = row.SampleId,
            Origin = row.Origin,
            Connection = row.Connection,
            Detail = row.Detail,
        };
        if (row is IocFeedItem ioc)
        {
            observable.Indicator = ioc.Indicator;
            observable.Severity = ioc.Severity;
            observable.Confidence = ioc.Confidence;
            observable.SampleSha256 = ioc.SampleSha256;
            observable.Port = ioc switch { IpFeedItem ip => ip.Port, NetworkStreamFeedItem stream => stream.DestinationPort, _ => null };
        }

        return observable;
    }

    private static IEnumerable<Observable> OfEntity(EntityType entityType, string? value, string? connection)
    {
        ObservableType? type = entityType switch
        {
            EntityType.Ip => ObservableType.Ip,
            EntityType.Domain => ObservableType.Domain,
            EntityType.Url => ObservableType.Url,
            EntityType.Artifact => HashKind.Of(value),
            EntityType.Path => ObservableType.Path,
            EntityType.RegistryKey => ObservableType.RegistryKey,
            _ => null,
        };
        return type is { } known ? [Of(known, value, LookUp, null, null, connection, isWhitelisted: false)] : [];
    }

    private static Observable Of(ObservableType type, string? value, string feed, string? sampleId, string? sampleLink, string? connection, bool isWhitelisted)
        => new(type, value ?? string.Empty, value ?? string.Empty)
        {
            Feed = feed,
            SampleId = sampleId,
            SampleLink = sampleLink,
            Connection = connection,
            IsWhitelisted = isWhitelisted,
        };
}
