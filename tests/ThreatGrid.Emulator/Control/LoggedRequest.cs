using System.Collections.Generic;

namespace ThreatGrid.Emulator.Control;

/// <summary>One request as it came.</summary>
internal sealed class LoggedRequest
{
    public int N { get; set; }

    public required string At { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>The path as it was sent, percent signs and all.</summary>
    public required string Target { get; init; }

    /// <summary>The query as it was written, with its question mark.</summary>
    public required string Query { get; init; }

    public required Dictionary<string, string[]> Parameters { get; init; }

    public required Dictionary<string, string> Headers { get; init; }

    public string? BodySha256 { get; set; }

    public string? Body { get; set; }

    /// <summary>The parameters of a submission, wherever they stood.</summary>
    public Dictionary<string, string>? Form { get; set; }

    public LoggedFile? File { get; set; }

    public required string Connection { get; init; }

    public int Status { get; set; }

    public bool Aborted { get; set; }
}
