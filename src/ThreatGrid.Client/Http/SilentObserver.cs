using System;

namespace ThreatGrid.Client.Http;

/// <summary>Tells nobody.</summary>
internal sealed class SilentObserver : IRequestObserver
{
    public static SilentObserver Instance { get; } = new();

    public void Verbose(string text)
    {
    }

    public void Warning(string text)
    {
    }

    public void Waiting(TimeSpan time, string reason)
    {
    }

    public void Progress(string status, int percent)
    {
    }
}
