using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Feeds;

/// <summary>The feeds of one connection (section 6.1 to 6.3 of the API reference).</summary>
internal sealed class FeedClient(ApiClient client)
{
    /// <summary>Rows of an IOC feed.</summary>
    public IAsyncEnumerable<RowBatch<IocFeedItem>> ReadIocsAsync(IocFeedType type, TimeWindow window, QueryParameters query, PagingOptions options, CancellationToken cancellationToken)
    {
        string segment = SegmentOf(type);
        var pages = new TimedPages<IocFeedItem>(client, "/api/v2/iocs/feeds/" + segment, $"IOC feed '{segment}'", FeedContracts.Of(type), query);
        return new PagedList<IocFeedItem>(pages, options, client.Observer).ReadAsync(window, cancellationToken);
    }

    /// <summary>Rows of a sample feed.</summary>
    public IAsyncEnumerable<RowBatch<SampleFeedItem>> ReadSamplesAsync(SampleFeedType type, TimeWindow window, QueryParameters query, PagingOptions options, CancellationToken cancellationToken)
    {
        string segment = type switch
        {
            SampleFeedType.Checksum => "checksums",
            SampleFeedType.Domain => "domains",
            SampleFeedType.Ip => "ips",
            _ => "paths",
        };
        var pages = new TimedPages<SampleFeedItem>(client, "/api/v2/samples/feeds/" + segment, $"sample feed '{segment}'", FeedContracts.OfSamples(type), query);
        return new PagedList<SampleFeedItem>(pages, options, client.Observer).ReadAsync(window, cancellationToken);
    }

    /// <summary>The rows of one curated feed file: of a UTC day, or the current hourly one.</summary>
    public Task<RowPage<CuratedFeedItem>> ReadCuratedAsync(string feed, DateTime? day, CancellationToken cancellationToken)
    {
        const int TypicalRows = 64;
        return client.SendAsync(
            CuratedRequest(feed, day, CuratedFeedFormat.Json),
            async (answer, token) =>
            {
                var reader = new RowReader<CuratedFeedItem>(FeedContracts.Curated, [], new ReadContext(client.Connection.Origin));
                RowPage<CuratedFeedItem> page = await reader.ReadAsync(answer.Body, TypicalRows, token).ConfigureAwait(false);
                page.Rows.ForEach(row => row.Feed = feed);
                return page;
            },
            cancellationToken);
    }

    /// <summary>Copies a curated feed file as the server has it.</summary>
    public Task<(long Length, string Sha256)> SaveCuratedAsync(string feed, DateTime? day, CuratedFeedFormat format, Func<Stream> open, CancellationToken cancellationToken)
        => client.SendAsync(
            CuratedRequest(feed, day, format),
            (answer, token) => Files.BodyCopy.ToAsync(answer, open(), refuseMarkup: format != CuratedFeedFormat.Stix, token, isJson: format == CuratedFeedFormat.Json),
            cancellationToken);

    private static ApiRequest CuratedRequest(string feed, DateTime? day, CuratedFeedFormat format)
    {
        string date = day is { } d ? "_" + d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : string.Empty;
#pragma warning disable CA1308 // The server's file names are lower case.
        string extension = format.ToString().ToLowerInvariant();
#pragma warning restore CA1308
        return ApiRequest.Get("/api/v3/feeds/" + Uri.EscapeDataString(feed) + date + "." + extension);
    }

    private static string SegmentOf(IocFeedType type) => type switch
    {
        IocFeedType.Artifact => "artifacts",
        IocFeedType.Domain => "domains",
        IocFeedType.Ip => "ips",
        IocFeedType.NetworkStream => "network_streams",
        IocFeedType.Path => "paths",
        IocFeedType.RegistryKey => "registry_keys",
        _ => "urls",
    };
}
