using System;

namespace ThreatGrid;

/// <summary>A sample: one submission of a file or a URL and its run (sections 4.2 and 4.3 of the API reference).</summary>
public sealed class Sample : SampleRecord
{
    /// <summary>The number of the submission.</summary>
    public long? SubmissionId { get; internal set; }

    /// <summary>The id of the virtual machine it runs on, as <c>Get-TGVirtualMachine</c> lists them.</summary>
    public string? VirtualMachine { get; internal set; }

    /// <summary>The build of the operating system; known when the run has ended.</summary>
    public string? OperatingSystem { get; internal set; }

    /// <summary>When the run began, in local time.</summary>
    public DateTime? StartedAt => UtcTime.Local(StartedTicks);

    /// <summary>When the run began, in UTC.</summary>
    public DateTime? StartedAtUtc => UtcTime.Utc(StartedTicks);

    /// <summary>When the run ended, in local time; null while it goes on.</summary>
    public DateTime? CompletedAt => UtcTime.Local(CompletedTicks);

    /// <summary>When the run ended, in UTC; null while it goes on.</summary>
    public DateTime? CompletedAtUtc => UtcTime.Utc(CompletedTicks);

    /// <summary>Whether the virtual machine can be used by hand now; <see cref="GetGloveboxLink"/> gives the address.</summary>
    public bool HasGlovebox => GloveboxUrl is not null;

    internal long? StartedTicks { get; set; }

    internal long? CompletedTicks { get; set; }

    /// <summary>Said only in the answer to a submission: false where the server will not run it.</summary>
    internal bool? IsAnalyzing { get; set; }

    internal string? GloveboxUrl { get; set; }

    /// <summary>
    /// The address of the running virtual machine. Whoever has it can use the machine, so it is no property: tables, lists and
    /// exports never hold it.
    /// </summary>
    /// <returns>The address; null while there is none.</returns>
    public Uri? GetGloveboxLink() => Uri.TryCreate(GloveboxUrl, UriKind.Absolute, out Uri? link) ? link : null;
}
