namespace ThreatGrid;

/// <summary>A row of the path feed: a file path that a sample touched.</summary>
public sealed class PathFeedItem : IocFeedItem
{
    /// <inheritdoc />
    public override IocFeedType FeedType => IocFeedType.Path;

    /// <summary>The path inside the sandbox, usually with back-slashes and without a drive letter.</summary>
    public string? Path { get; internal set; }

    /// <inheritdoc />
    public override string? Value => Path;

    internal override ObservableType? Kind => ObservableType.Path;
}
