namespace ThreatGrid;

/// <summary>A row of the registry key feed. No source documents its own members: the key is taken where it stands under a likely name, everything else is in AdditionalProperties.</summary>
public sealed class RegistryKeyFeedItem : IocFeedItem
{
    /// <inheritdoc />
    public override IocFeedType FeedType => IocFeedType.RegistryKey;

    /// <summary>The registry key.</summary>
    public string? RegistryKey { get; internal set; }

    /// <inheritdoc />
    public override string? Value => RegistryKey;

    internal override ObservableType? Kind => ObservableType.RegistryKey;
}
