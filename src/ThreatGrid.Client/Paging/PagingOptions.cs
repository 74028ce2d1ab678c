namespace ThreatGrid.Client.Paging;

/// <summary>How a list is paged.</summary>
internal sealed record PagingOptions
{
    /// <summary>Rows asked for in one page.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>Requests under way at once.</summary>
    public int ThrottleLimit { get; init; } = 1;

    /// <summary>How many rows the user takes at most; nothing is fetched ahead beyond them.</summary>
    public long RowsWanted { get; init; } = long.MaxValue;

    /// <summary>A window with more rows than this is read in parts, so that the keys kept do not grow with the whole.</summary>
    public int RowsPerPart { get; init; } = 100_000;

    /// <summary>After so many full pages the size of the window is probed.</summary>
    public int PagesBeforeProbe { get; init; } = 10;

    /// <summary>How often a part is read again when its rows move, before it is called incomplete.</summary>
    public int MaximumPasses { get; init; } = 4;

    /// <summary>How often a page that the server itself calls partial is asked for again.</summary>
    public int PartialPageRetries { get; init; } = 3;

    /// <summary>How many pages without a new row are believed in a row before the server is said to repeat itself.</summary>
    public int StalePages { get; init; } = 3;
}
