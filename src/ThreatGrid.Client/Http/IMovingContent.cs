using System;

namespace ThreatGrid.Client.Http;

/// <summary>A body that tells when a piece of it has left.</summary>
internal interface IMovingContent
{
    Action? Moved { get; set; }
}
