namespace ThreatGrid;

/// <summary>A row of the artifact feed: a file that a sample dropped or loaded.</summary>
public sealed class ArtifactFeedItem : IocFeedItem
{
    /// <inheritdoc />
    public override IocFeedType FeedType => IocFeedType.Artifact;

    /// <summary>The number of the artifact within its sample.</summary>
    public long? ArtifactId { get; internal set; }

    /// <summary>The SHA-256 of the artifact.</summary>
    public string? ArtifactSha256 { get; internal set; }

    /// <summary>The MD5 of the artifact.</summary>
    public string? ArtifactMd5 { get; internal set; }

    /// <summary>The path of the artifact inside the sandbox.</summary>
    public string? Path { get; internal set; }

    /// <inheritdoc />
    public override string? Value => ArtifactSha256 ?? ArtifactMd5;

    internal override ObservableType? Kind => ArtifactSha256 is not null ? ObservableType.Sha256 : ObservableType.Md5;

    internal override string? Detail => string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0} {1}", ArtifactId, Path);
}
