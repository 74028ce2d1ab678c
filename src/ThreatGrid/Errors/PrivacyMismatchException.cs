namespace ThreatGrid;

/// <summary>A sample is public though it was to be private, or the other way round. Nothing more is submitted after it.</summary>
public sealed class PrivacyMismatchException : ThreatGridException
{
    internal PrivacyMismatchException(string message)
        : base(message, null)
    {
    }

    /// <summary>The sample that was made.</summary>
    public SampleSubmission? Submission { get; internal set; }
}
