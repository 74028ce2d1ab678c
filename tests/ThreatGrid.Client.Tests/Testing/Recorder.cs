using System;
using System.Collections.Concurrent;
using ThreatGrid.Client.Http;

namespace ThreatGrid.Client.Tests.Testing;

/// <summary>Keeps what the engine tells.</summary>
internal sealed class Recorder : IRequestObserver
{
    public ConcurrentQueue<string> VerboseTexts { get; } = new();

    public ConcurrentQueue<string> Warnings { get; } = new();

    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public void Verbose(string text) => VerboseTexts.Enqueue(text);

    public void Warning(string text) => Warnings.Enqueue(text);

    public void Waiting(TimeSpan time, string reason) => Waits.Enqueue(time);

    public void Progress(string status, int percent)
    {
    }
}
