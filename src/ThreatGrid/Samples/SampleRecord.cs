using System;

namespace ThreatGrid;

/// <summary>What lists, reads and searches of samples share.</summary>
public abstract class SampleRecord : ApiObject, ITimed
{
    private protected SampleRecord()
    {
    }

    /// <summary>The id of the sample, 32 hexadecimal digits.</summary>
    public string? SampleId { get; internal set; }

    /// <summary>The name of the file, as it was submitted.</summary>
    public string? FileName { get; internal set; }

    /// <summary>How far the run is: <c>wait</c>, <c>prep</c>, <c>run</c>, <c>proc</c>, and at the end <c>succ</c> or <c>fail</c>.</summary>
    public string? State { get; internal set; }

    /// <summary>A word more about the state; of a failed run, why it failed, for example <c>filetype_not_supported</c>.</summary>
    public string? Status { get; internal set; }

    /// <summary>The SHA-256 of the file.</summary>
    public string? Sha256 { get; internal set; }

    /// <summary>The SHA-1 of the file.</summary>
    public string? Sha1 { get; internal set; }

    /// <summary>The MD5 of the file.</summary>
    public string? Md5 { get; internal set; }

    /// <summary>When it was submitted, in local time.</summary>
    public DateTime? SubmittedAt => UtcTime.Local(SubmittedTicks);

    /// <summary>When it was submitted, in UTC.</summary>
    public DateTime? SubmittedAtUtc => UtcTime.Utc(SubmittedTicks);

    /// <summary>Who submitted it; null where the server does not say, as for samples of other organisations.</summary>
    public string? Login { get; internal set; }

    /// <summary>Whether only the submitter's organisation sees it; null where the server does not say.</summary>
    public bool? IsPrivate { get; internal set; }

    /// <summary>Its tags.</summary>
    public TextList Tags { get; internal set; } = TextList.Empty;

    /// <summary>The portal page of the sample.</summary>
    public string? SampleLink => Origin?.SampleLink(SampleId);

    long? ITimed.UtcTicks => SubmittedTicks;

    internal long? SubmittedTicks { get; set; }
}
