namespace ThreatGrid.Observables.Hygiene;

/// <summary>What is kept from an output.</summary>
internal sealed record FilterOptions
{
    /// <summary>The user's list of what never goes out.</summary>
    public AllowList? AllowList { get; init; }

    /// <summary>Whether addresses and names of no public network are left out.</summary>
    public bool DropReserved { get; init; }

    /// <summary>Whether the built-in never-block list and public suffixes are left out.</summary>
    public bool DropNeverBlock { get; init; }

    /// <summary>Whether rows without high scores, harmless files and curated feeds that name shared services are left out.</summary>
    public bool DropUnscored { get; init; }

    /// <summary>Whether curated feeds that name shared services are taken all the same.</summary>
    public bool AllowSharedFeeds { get; init; }

    /// <summary>Whether each value is given once.</summary>
    public bool Unique { get; init; }

    /// <summary>Whether <c>*.example.com</c> stands for the domain: in outputs where a domain covers everything below it anyway.</summary>
    public bool AllowWildcards { get; init; }
}
