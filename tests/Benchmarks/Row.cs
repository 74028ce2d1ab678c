namespace ThreatGrid.Benchmarks;

/// <summary>A row of the address feed, as a plain program would model it.</summary>
internal sealed class Row
{
    public string? Timestamp { get; set; }

    public string? SampleId { get; set; }

    public string? SampleSha256 { get; set; }

    public string? Ioc { get; set; }

    public int Confidence { get; set; }

    public int Severity { get; set; }

    public string? Ip { get; set; }

    public int? Port { get; set; }
}
