namespace ThreatGrid;

/// <summary>The name of a curated feed and what stands in it.</summary>
public sealed class CuratedFeedInfo
{
    internal CuratedFeedInfo(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>The name, as <c>Get-TGCuratedFeed -Name</c> takes it.</summary>
    public string Name { get; }

    /// <summary>What stands in the feed.</summary>
    public string Description { get; }

    /// <inheritdoc />
    public override string ToString() => Name;
}
