using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>What can be downloaded of a sample (section 5.9 of the API reference).</summary>
internal static class DownloadEndpoints
{
    public const string Password = "infected";

    private const string Json = "application/json";
    private const string Zip = "application/zip";
    private const int LargestInvented = 1 << 24;

    public static void Map(WebApplication app, EmulatorState state, AnalysisStore store, Action<string, Func<HttpContext, StoredAnalysis, Task>> get, Func<string, byte[]?>? content)
    {
        void Download(string path, string type, Func<StoredAnalysis, DownloadBody> body)
            => get(path, (context, analysis) => DownloadAnswer.WriteAsync(context, state, type, body(analysis)));
        byte[] Bytes(PlannedArtifact artifact) => content?.Invoke(artifact.Sha256) ?? artifact.Content?.Bytes()
            ?? ArtifactContent.Make(artifact.Sha256, artifact.Kind, (int)Math.Min(artifact.Size, LargestInvented));
        MemoryBody Packed(StoredAnalysis analysis, IEnumerable<(string Name, PlannedArtifact Artifact)> files)
        {
            var zip = new ZipWriter(state.Settings.Flag("plainZip") ? null : Password, analysis.Plan.Facts.CompletedAt);
            foreach ((string name, PlannedArtifact artifact) in files)
            {
                zip.Add(name, Bytes(artifact));
            }

            return new MemoryBody(zip.Finish());
        }

        void Artifacts(string path, params string[] origins)
            => get(path, (context, analysis) => analysis.Plan.Artifacts.Where(a => origins.Contains(a.Origin)).ToArray() is { Length: > 0 } artifacts
                ? DownloadAnswer.WriteAsync(context, state, Zip, Packed(analysis, artifacts.Select(a => ($"{a.Id}-{a.Name}", a))))
                : AnalysisEndpoints.NotFoundAsync(context));

        Download("analysis.json", Json, analysis => store.ReportBody(analysis, state.Settings.Number("processCount")));
        Download("report.html", "text/html;charset=utf-8", analysis => new MemoryBody(ReportPage.Of(analysis)));
        Download("network.pcap", "application/vnd.tcpdump.pcap", analysis => state.Settings.Number("downloadBytes") is { } count
            ? new PatternBody(PacketCapture.Header, count, analysis.Plan.Facts.Sha256)
            : new MemoryBody(PacketCapture.Of(analysis.Network)));
        Download("video.webm", "video/webm", _ => new MemoryBody(Video.Make()));
        Download("screenshot.png", "image/png", analysis => new MemoryBody(Screenshot.Of(analysis.Plan)));
        Download("processes.json", Json, analysis => new MemoryBody(Timelines.Processes(analysis)));
        Download("timeline.json", Json, analysis => new MemoryBody(Timelines.Timeline(analysis)));
        Download("registry.json", Json, analysis => new MemoryBody(Timelines.Registry(analysis)));
        Download("sample.zip", Zip, analysis => Packed(analysis, [(analysis.Plan.Artifacts[0].Name, analysis.Plan.Artifacts[0])]));
        Artifacts("extracted-artifacts.zip", "disk", "extracted", "memory");
        Artifacts("network-artifacts.zip", "network");
        app.MapGet("/api/v2/artifacts/{sha256}/download", (HttpContext context, string sha256) => store.FindArtifact(sha256) is { } found
            ? DownloadAnswer.WriteAsync(context, state, Zip, Packed(found.Analysis, [(found.Artifact.Sha256, found.Artifact)]))
            : AnalysisEndpoints.NotFoundAsync(context));
    }
}
