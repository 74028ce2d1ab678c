using System;

namespace ThreatGrid.PowerShell.Samples;

/// <summary>How waiting goes where the user says nothing.</summary>
internal static class WaitDefaults
{
    /// <summary>A run takes about six minutes (section 2.8 of the API reference).</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
}
