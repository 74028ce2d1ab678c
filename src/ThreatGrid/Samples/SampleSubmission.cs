using System;
using ThreatGrid.Observables;

namespace ThreatGrid;

/// <summary>One input of <c>Submit-TGSample</c> and what became of it.</summary>
public sealed class SampleSubmission : ApiObject
{
    internal SampleSubmission(Origin origin, string input)
    {
        Origin = origin;
        Input = input;
    }

    /// <summary>The full path of the file, the URL, or <c>archive|member</c>.</summary>
    public string Input { get; }

    /// <summary>The input in a form that nobody opens by a click, where it is a URL.</summary>
    public string? Defanged => Input.IndexOf("://", StringComparison.Ordinal) > 0 ? Defang.Url(Input) : Input;

    /// <summary>What became of it.</summary>
    public SubmissionResult Result { get; internal set; }

    /// <summary>The id of the sample, 32 hexadecimal digits; null where there is none.</summary>
    public string? SampleId { get; internal set; }

    /// <summary>The number of the submission.</summary>
    public long? SubmissionId { get; internal set; }

    /// <summary>Who submitted it.</summary>
    public string? Login { get; internal set; }

    /// <summary>How far the run is.</summary>
    public string? State { get; internal set; }

    /// <summary>A word more about the state.</summary>
    public string? Status { get; internal set; }

    /// <summary>The threat score after <c>-Wait</c> or of a known sample, 0 to 100; null where there is none. 0 is a verdict.</summary>
    public int? ThreatScore { get; internal set; }

    /// <summary>How many behavioural indicators it triggered.</summary>
    public int? IndicatorCount { get; internal set; }

    /// <summary>Why the run failed, in the server's word, or why nothing was sent.</summary>
    public string? FailureReason { get; internal set; }

    /// <summary>The name under which it was sent: never a path.</summary>
    public string? FileName { get; internal set; }

    /// <summary>The size in bytes; null for a URL.</summary>
    public long? Size { get; internal set; }

    /// <summary>The SHA-256 of what was sent, made while sending; of a URL, the server's.</summary>
    public string? Sha256 { get; internal set; }

    /// <summary>The SHA-1, as the server says.</summary>
    public string? Sha1 { get; internal set; }

    /// <summary>The MD5, as the server says.</summary>
    public string? Md5 { get; internal set; }

    /// <summary>Whether only the own organisation sees it, as the server says.</summary>
    public bool? IsPrivate { get; internal set; }

    /// <summary>Whether the server runs it; false where its classifier or its list of file types says no. Null where it does not say.</summary>
    public bool? IsAnalyzing { get; internal set; }

    /// <summary>The virtual machine, as the server says.</summary>
    public string? VirtualMachine { get; internal set; }

    /// <summary>The operating system of the virtual machine.</summary>
    public string? OperatingSystem { get; internal set; }

    /// <summary>The playbook that was asked for.</summary>
    public string? Playbook { get; internal set; }

    /// <summary>The network exit that was asked for.</summary>
    public string? NetworkExit { get; internal set; }

    /// <summary>The tags that were given.</summary>
    public TextList Tags { get; internal set; } = TextList.Empty;

    /// <summary>When it was submitted, in local time.</summary>
    public DateTime? SubmittedAt => UtcTime.Local(SubmittedTicks);

    /// <summary>When it was submitted, in UTC.</summary>
    public DateTime? SubmittedAtUtc => UtcTime.Utc(SubmittedTicks);

    /// <summary>The portal page of the sample.</summary>
    public string? SampleLink => Origin?.SampleLink(SampleId);


    internal long? SubmittedTicks { get; set; }
}
