using System;
using System.Collections.Generic;

namespace ThreatGrid.Emulator.Samples;

/// <summary>One submission, as the server keeps it.</summary>
internal sealed class StoredSample
{
    public required string Id { get; init; }

    public required long SubmissionId { get; init; }

    public required string FileName { get; init; }

    public required long Size { get; init; }

    public required string Md5 { get; init; }

    public required string Sha1 { get; init; }

    public required string Sha256 { get; init; }

    public required DateTime SubmittedAt { get; init; }

    public required string Login { get; init; }

    public int OrganizationId { get; init; } = Accounts.UserStore.OwnOrganization;

    public bool IsPrivate { get; init; } = true;

    public string Vm { get; init; } = "win10";

    public string Playbook { get; init; } = "default";

    public int RuntimeSeconds { get; init; } = 300;

    public List<string> Tags { get; init; } = [];

    public string? Url { get; init; }

    /// <summary>How the run ends when it fails; null when it succeeds.</summary>
    public string? Failure { get; init; }

    /// <summary>What was uploaded, where it is small enough to keep.</summary>
    public byte[]? Content { get; init; }

    /// <summary>How long the run takes, from the submission to its end.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How often it is still not there when asked for by its id.</summary>
    public int HiddenReads { get; set; }

    public DateTime VisibleInSearchFrom { get; init; }

    public DateTime StartedAt => SubmittedAt + (Duration * 0.2);

    public DateTime CompletedAt => SubmittedAt + Duration;

    public (string State, string Status) StateAt(DateTime now)
    {
        double share = Duration <= TimeSpan.Zero ? 1 : (now - SubmittedAt) / Duration;
        return share switch
        {
            >= 1 => Failure is { } why ? ("fail", why) : ("succ", "job_done"),
            < 0.1 => ("wait", "pending"),
            < 0.2 => ("prep", "pending"),
            < 0.8 => ("run", "analyzing_sample"),
            _ => ("proc", "running monitor3"),
        };
    }

    public SampleFacts ToFacts(bool isOwnOrganization = true) => new(
        Id,
        FileName,
        Size,
        Md5,
        Sha1,
        Sha256,
        Vm,
        RuntimeSeconds,
        SubmittedAt,
        StartedAt,
        CompletedAt,
        Login,
        isOwnOrganization,
        [.. Tags],
        Url);
}
