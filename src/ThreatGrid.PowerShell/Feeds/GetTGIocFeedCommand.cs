using System;
using System.Globalization;
using System.Management.Automation;
using ThreatGrid.Client.Paging;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Completion;
using ThreatGrid.PowerShell.Samples;

namespace ThreatGrid.PowerShell.Feeds;

/// <summary><para type="synopsis">Reads indicator-of-compromise feeds: observables of samples that triggered an indicator.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGIocFeed")]
[OutputType(typeof(IpFeedItem), typeof(DomainFeedItem), typeof(UrlFeedItem), typeof(PathFeedItem), typeof(ArtifactFeedItem), typeof(NetworkStreamFeedItem), typeof(RegistryKeyFeedItem))]
public sealed class GetTGIocFeedCommand : FeedCmdlet
{
    private const int PageSize = 1000;

    /// <summary>The feeds to read.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public IocFeedType[] Type { get; set; } = [];

    /// <summary>The lowest confidence wanted.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int Confidence { get; set; } = FeedQuery.DefaultScore;

    /// <summary>The lowest severity wanted.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int Severity { get; set; } = FeedQuery.DefaultScore;

    /// <summary>The name of the indicator wanted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("Ioc")]
    [ArgumentCompleter(typeof(IndicatorNameCompleter))]
    public string? Indicator { get; set; }

    /// <summary>The address wanted, or a network in CIDR form.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("Ip")]
    public string? IpAddress { get; set; }

    /// <summary>The port wanted.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int? Port { get; set; }

    /// <summary>The domain wanted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Domain { get; set; }

    /// <summary>The URL wanted, or a part of it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Url { get; set; }

    /// <summary>The path wanted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The MD5, SHA-1 or SHA-256 of the artifact wanted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("Sha256", "Sha1", "Md5")]
    public string? Hash { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        RefuseFilter(nameof(IpAddress), IpAddress, IocFeedType.Ip, IocFeedType.NetworkStream);
        RefuseFilter(nameof(Port), Port, IocFeedType.NetworkStream);
        RefuseFilter(nameof(Domain), Domain, IocFeedType.Domain);
        RefuseFilter(nameof(Url), Url, IocFeedType.Url);
        RefuseFilter(nameof(Path), Path, IocFeedType.Path, IocFeedType.Artifact);
        RefuseFilter(nameof(Hash), Hash, IocFeedType.Artifact);
        if (Hash is not null && HashText.ParameterOf(Hash) is null)
        {
            ThrowTerminatingError(ErrorRecords.NoHash(Hash));
        }

        base.BeginProcessing();
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
        => ReadAll<IocFeedType, IocFeedItem>(Type, "feed", PageSize, (feeds, type, window, query, options, token) => feeds.ReadIocsAsync(type, window, query, options, token));

    private protected override void AddFilters(QueryParameters query)
    {
        FeedQuery.OfIocs(query, Confidence, Severity, Indicator);
        AddIfGiven(query, "ip", IpAddress);
        AddIfGiven(query, "port", Port?.ToString(CultureInfo.InvariantCulture));
        AddIfGiven(query, "domain", Domain);
        AddIfGiven(query, "url", Url);
        AddIfGiven(query, "path", Path);
        if (Hash is not null)
        {
            query.Add(HashText.ParameterOf(Hash)!, Hash);
        }
    }

    private static void AddIfGiven(QueryParameters query, string name, string? value)
    {
        if (value is not null)
        {
            query.Add(name, value);
        }
    }

    private void RefuseFilter(string parameter, object? value, params IocFeedType[] feeds)
    {
        if (value is null)
        {
            return;
        }

        foreach (IocFeedType type in Type)
        {
            if (Array.IndexOf(feeds, type) < 0)
            {
                ThrowTerminatingError(ErrorRecords.FilterNotForFeed(parameter, string.Join(", ", feeds), type));
            }
        }
    }
}
