namespace ThreatGrid;

/// <summary>Something that the analysis could not do as it should (section 5.9 of the API reference).</summary>
public sealed class SampleWarning : SampleDetail
{
    /// <summary>The number of the warning, where there is one.</summary>
    public string? Code { get; internal set; }

    /// <summary>The title.</summary>
    public string? Title { get; internal set; }

    /// <summary>What happened.</summary>
    public string? Description { get; internal set; }

    /// <summary>Whether it is an error, or its text, as the server wrote it.</summary>
    public string? Error { get; internal set; }
}
