using ThreatGrid.Client.Files;

namespace ThreatGrid.Client.Samples;

/// <summary>How an item of a sample is called on the server and on the disk, and what it must be (section 5.9 of the API reference).</summary>
internal sealed record ItemKind(string Resource, string Extension, FileSignature Signature, bool HoldsMalware = false)
{
    public static ItemKind Artifact { get; } = new("download", "zip", FileSignature.Zip, HoldsMalware: true);

    public static ItemKind Of(SampleItem item) => item switch
    {
        SampleItem.AnalysisJson => new("analysis.json", "json", FileSignature.Json),
        SampleItem.Report => new("report.html", "html", FileSignature.Html),
        SampleItem.NetworkCapture => new("network.pcap", "pcap", FileSignature.Pcap),
        SampleItem.Video => new("video.webm", "webm", FileSignature.WebM),
        SampleItem.Screenshot => new("screenshot.png", "png", FileSignature.Png),
        SampleItem.Processes => new("processes.json", "json", FileSignature.Json),
        SampleItem.Timeline => new("timeline.json", "json", FileSignature.Json),
        SampleItem.Registry => new("registry.json", "json", FileSignature.BrokenJson),
        SampleItem.Warnings => new("warnings.json", "json", FileSignature.BrokenJson),
        SampleItem.Sample => new("sample.zip", "zip", FileSignature.Zip, HoldsMalware: true),
        SampleItem.ExtractedArtifacts => new("extracted-artifacts.zip", "zip", FileSignature.Zip, HoldsMalware: true),
        _ => new("network-artifacts.zip", "zip", FileSignature.Zip, HoldsMalware: true),
    };
}
