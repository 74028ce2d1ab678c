using System;
using ThreatGrid.Observables;

namespace ThreatGrid;

/// <summary>A row of a curated feed: a domain of a trusted high-confidence indicator.</summary>
public sealed class CuratedFeedItem : FeedItem
{
    private const string SampleSegment = "/samples/";

    /// <summary>The name of the feed, for example <c>rat-dns</c>.</summary>
    public string? Feed { get; internal set; }

    /// <summary>The domain, as the server wrote it; now and then with text glued on.</summary>
    public string? Domain { get; internal set; }

    /// <summary>The addresses the domain resolved to; may be empty and may hold private addresses.</summary>
    public TextList Ips { get; internal set; } = TextList.Empty;

    /// <summary>One sentence; in some feeds it names the malware family.</summary>
    public string? Description { get; internal set; }

    /// <summary>The MD5 of the sample.</summary>
    public string? SampleMd5 { get; internal set; }

    /// <summary>The SHA-1 of the sample.</summary>
    public string? SampleSha1 { get; internal set; }

    /// <summary>The SHA-256 of the sample.</summary>
    public string? SampleSha256 { get; internal set; }

    /// <summary>The portal page of the domain, as the server sent it.</summary>
    public string? InfoLink { get; internal set; }

    /// <inheritdoc />
    public override string? Value => Domain;

    /// <inheritdoc />
    public override string? Defanged => Defang.Host(Domain);

    /// <summary>Takes the sample's id from the end of its link; false where the link has another form.</summary>
    internal bool TrySetSample(string link)
    {
        int at = link.LastIndexOf(SampleSegment, StringComparison.Ordinal);
        SampleId = at < 0 ? null : link.Substring(at + SampleSegment.Length);
        return at >= 0;
    }

    internal override string FeedName => Feed ?? string.Empty;

    internal override ObservableType? Kind => ObservableType.Domain;
}
