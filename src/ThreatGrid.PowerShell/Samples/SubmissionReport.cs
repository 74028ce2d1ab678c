using System.Management.Automation;

namespace ThreatGrid.PowerShell.Samples;

/// <summary>What one input came to: a result, an error, or both.</summary>
/// <param name="Submission">The result; null where there is only an error.</param>
/// <param name="Error">What went wrong.</param>
/// <param name="EndsRun">Whether nothing more may be submitted.</param>
internal sealed record SubmissionReport(SampleSubmission? Submission, ErrorRecord? Error = null, bool EndsRun = false);
