using System;

namespace ThreatGrid.Client.Http;

/// <summary>Is told what the engine does. Called from pool threads; texts come with keys masked.</summary>
internal interface IRequestObserver
{
    void Verbose(string text);

    void Warning(string text);

    /// <summary>The engine waits before it goes on.</summary>
    void Waiting(TimeSpan time, string reason);

    /// <summary>How far long work is.</summary>
    void Progress(string status, int percent);
}
