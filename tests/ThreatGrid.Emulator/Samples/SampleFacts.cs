using System;

namespace ThreatGrid.Emulator.Samples;

/// <summary>What the stored analysis of a sample is made from.</summary>
internal sealed record SampleFacts(
    string Id,
    string FileName,
    long Size,
    string Md5,
    string Sha1,
    string Sha256,
    string Vm,
    int RuntimeSeconds,
    DateTime SubmittedAt,
    DateTime StartedAt,
    DateTime CompletedAt,
    string Login,
    bool IsOwnOrganization,
    string[] Tags,
    string? Url);
