namespace ThreatGrid;

/// <summary>What became of an input of <c>Submit-TGSample</c>.</summary>
public enum SubmissionResult
{
    /// <summary>A new sample was made.</summary>
    New,

    /// <summary>It was known already: the known sample is given, and nothing was sent.</summary>
    Known,

    /// <summary>Sent; the answer was lost, and the sample was found by its hash. It was not sent twice.</summary>
    Recovered,

    /// <summary>Sent; the answer was lost, and whether a sample was made cannot be told.</summary>
    Ambiguous,

    /// <summary>Not sent: a limit was reached before.</summary>
    NotSubmitted,
}
