using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using ThreatGrid.Emulator.Samples;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>The analyses made so far, and the artifacts in them.</summary>
internal sealed class AnalysisStore(EmulatorOptions options)
{
    private const int LongListsKept = 2;

    private readonly ConcurrentDictionary<string, StoredAnalysis> _analyses = new();
    private readonly ConcurrentDictionary<string, (StoredAnalysis Analysis, PlannedArtifact Artifact)> _artifacts = new();
    private readonly ConcurrentDictionary<(StoredAnalysis Analysis, long Count), Lazy<byte[]>> _longLists = new();

    public StoredAnalysis Of(SampleFacts facts)
    {
        if (_analyses.TryGetValue(facts.Id, out StoredAnalysis? known) && IsSame(known.Plan.Facts, facts))
        {
            return known;
        }

        var analysis = StoredAnalysis.Create(facts, options);
        _analyses[facts.Id] = analysis;
        foreach (PlannedArtifact artifact in analysis.Plan.Artifacts)
        {
            _artifacts[artifact.Sha256] = (analysis, artifact);
        }

        return analysis;
    }

    public (StoredAnalysis Analysis, PlannedArtifact Artifact)? FindArtifact(string sha256)
        => _artifacts.TryGetValue(sha256.ToLowerInvariant(), out (StoredAnalysis, PlannedArtifact) found) ? found : null;

    /// <summary>The text of the processes, as many as a bench wants; made once.</summary>
    public byte[] ProcessText(StoredAnalysis analysis, long count)
    {
        if (_longLists.Count > LongListsKept)
        {
            _longLists.Clear();
        }

        return _longLists.GetOrAdd((analysis, count), _ => new Lazy<byte[]>(() => Render(analysis, count))).Value;
    }

    /// <summary>All of <c>analysis.json</c>; with a count its processes are those of <see cref="ProcessText"/>.</summary>
    public DownloadBody ReportBody(StoredAnalysis analysis, long? count)
    {
        if (count is null)
        {
            return new MemoryBody(Node.Write(analysis.Report));
        }

        var buffer = new ArrayBufferWriter<byte>();
        int split;
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("dynamic");
            json.WritePropertyName("processes");
            json.Flush();
            split = buffer.WrittenCount;
            // One byte that the long text takes the place of.
            json.WriteNumberValue(0);
            json.WritePropertyName("extracted_keys");
            analysis.Report["dynamic"]!["extracted_keys"]!.WriteTo(json);
            json.WriteEndObject();
            foreach (KeyValuePair<string, JsonNode?> member in analysis.Report.Where(m => m.Key != "dynamic"))
            {
                json.WritePropertyName(member.Key);
                member.Value!.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return new MemoryBody(buffer.WrittenMemory[..split], ProcessText(analysis, count.Value), buffer.WrittenMemory[(split + 1)..]);
    }

    private static byte[] Render(StoredAnalysis analysis, long count)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            for (int n = 0; n < count; n++)
            {
                (int id, JsonObject process) = analysis.Processes.At(n);
                json.WritePropertyName(Node.Key(id));
                process.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static bool IsSame(SampleFacts a, SampleFacts b) => a with { Tags = b.Tags } == b && a.Tags.AsSpan().SequenceEqual(b.Tags);
}
