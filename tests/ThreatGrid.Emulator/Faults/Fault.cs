using System.Collections.Generic;

namespace ThreatGrid.Emulator.Faults;

/// <summary>Something that goes wrong. README.md lists the actions.</summary>
internal sealed class Fault
{
    /// <summary>A regular expression for the path.</summary>
    public string Path { get; init; } = ".*";

    public string? Method { get; init; }

    /// <summary>How many matching requests pass before the first is hit.</summary>
    public int Skip { get; set; }

    /// <summary>How many are hit; 0 for all.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Whether <see cref="Times"/> is counted anew for each method, path and query, so that every request of a command is hit.</summary>
    public bool Each { get; init; }

    /// <summary>How many of a hundred matching requests are hit, at random; 0 for all.</summary>
    public double Percent { get; init; }

    /// <summary>What happens; a plain answer where none is given.</summary>
    public string Action { get; init; } = "answer";

    public int Status { get; init; }

    public Dictionary<string, string>? Headers { get; init; }

    /// <summary>The body instead of the true one; in a plain answer <c>{key}</c> and <c>{url}</c> become the request's own.</summary>
    public string? Body { get; init; }

    /// <summary>The same as bytes, sent as they are: for what is no valid text.</summary>
    public byte[]? BodyBase64 { get; init; }

    public string ContentType { get; init; } = "application/json;charset=utf-8";

    public int DelayMs { get; init; }

    public int Bytes { get; init; } = 100;

    public int BytesPerSecond { get; init; } = 1000;

    public int Rows { get; init; }

    public string? Location { get; init; }

    /// <summary>How often it hit, by request where it counts each.</summary>
    internal Dictionary<string, int> Hits { get; } = [];
}
