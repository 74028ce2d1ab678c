using System.Collections.Generic;
using System.Text.Json;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Samples;

/// <summary>What samples look like on the wire (section 4 of the API reference).</summary>
internal static class SampleContracts
{
    /// <summary>A sample in a list, read alone, or as the answer to a submission.</summary>
    public static JsonContract<Sample> Sample { get; } = Common(new JsonContract<Sample>(() => new Sample()))
        .Text("id", (s, v) => s.SampleId = v)
        .Integer("submission_id", (s, v) => s.SubmissionId = v)
        .Text("vm", (s, v) => s.VirtualMachine = v, shared: true)
        .Text("os", (s, v) => s.OperatingSystem = string.IsNullOrEmpty(v) ? null : v, shared: true)
        .Time("started_at", (s, v) => s.StartedTicks = v)
        .Time("completed_at", (s, v) => s.CompletedTicks = v)
        .Boolean("analyzing", (s, v) => s.IsAnalyzing = v)
        .Text("glovebox_url", (s, v) => s.GloveboxUrl = v)
        .IdentifiedBy(s => s.SampleId);

    /// <summary>What the submission search finds: the sample stands a level deeper than elsewhere, its verdict two.</summary>
    public static JsonContract<SampleSearchResult> SearchResult { get; } = CreateSearchResult();

    public static JsonContract<SampleState> State { get; } = new JsonContract<SampleState>(() => new SampleState())
        .Text("sample", (s, v) => s.SampleId = v)
        .Text("state", (s, v) => s.State = v, shared: true)
        .Text("status", (s, v) => s.Status = v, shared: true);

    public static JsonContract<VirtualMachine> VirtualMachine { get; } = new JsonContract<VirtualMachine>(() => new VirtualMachine())
        .Text("vm", (m, v) => m.Name = v)
        .Text("display-name", (m, v) => m.DisplayName = v)
        .List("software", (m, v) => m.Software = v)
        .Boolean("ui-only", (m, v) => m.IsPortalOnly = v);

    public static JsonContract<Playbook> Playbook { get; } = new JsonContract<Playbook>(() => new Playbook())
        .Text("name", (p, v) => p.Name = v)
        .Text("display", (p, v) => p.DisplayName = v)
        .Text("description", (p, v) => p.Description = v);

    /// <summary>Only <c>simulation</c> and some name are on record; the likely names are tried.</summary>
    public static JsonContract<NetworkExit> NetworkExit { get; } = new JsonContract<NetworkExit>(() => new NetworkExit())
        .Text("name", (e, v) => e.Name = v)
        .Text("network-exit", (e, v) => e.Name ??= v)
        .Text("id", (e, v) => e.Name ??= v)
        .Text("display-name", (e, v) => e.DisplayName = v)
        .Text("display", (e, v) => e.DisplayName ??= v)
        .Text("simulation", (e, v) => e.Simulation = v);

    private static JsonContract<T> Common<T>(JsonContract<T> contract)
        where T : SampleRecord
        => contract
            .List("tags", (s, v) => s.Tags = WithoutBlanks(v))
            .Text("md5", (s, v) => s.Md5 = v)
            .Boolean("private", (s, v) => s.IsPrivate = v)
            .Text("state", (s, v) => s.State = v, shared: true)
            .Text("login", (s, v) => s.Login = v, shared: true)
            .Text("sha1", (s, v) => s.Sha1 = v)
            .Text("filename", (s, v) => s.FileName = v)
            .Text("status", (s, v) => s.Status = v, shared: true)
            .Time("submitted_at", (s, v) => s.SubmittedTicks = v)
            .Text("sha256", (s, v) => s.Sha256 = v);

    private static JsonContract<SampleSearchResult> CreateSearchResult()
    {
        JsonContract<SampleSearchResult> New() => new(() => new SampleSearchResult());
        JsonContract<SampleSearchResult> environment = New()
            .Text("vm", (s, v) => s.VirtualMachine = v)
            .Text("current_os", (s, v) => s.OperatingSystem = v)
            .AnyTime("analysis_start", (s, v) => s.StartTicks = v)
            .AnyTime("analysis_end", (s, v) => s.EndTicks = v);
        JsonContract<SampleSearchResult> file = New()
            .Text("type", (s, v) => s.FileType = v)
            .Text("magic", (s, v) => s.MagicType = v)
            .Integer("size", (s, v) => s.Size = v);
        JsonContract<SampleSearchResult> analysis = New()
            .Integer32("threat_score", (s, v) => s.ThreatScore = v)
            .Element("behaviors", ReadBehaviors)
            .Nested("metadata", New().Nested("sandcastle_env", environment).Nested("analyzed_file", file));
        JsonContract<SampleSearchResult> item = Common(New())
            .Text("sample", (s, v) => s.SampleId = v)
            .Integer("vm_runtime", (s, v) => s.RuntimeSeconds = v)
            .Integer("organization_id", (s, v) => s.OrganizationId = v)
            .Nested("analysis", analysis);
        return New().Nested("item", item).IdentifiedBy(s => s.SampleId);
    }

    /// <summary>Names and number of the indicators. Titles and scores stay with what is not modelled.</summary>
    private static bool ReadBehaviors(SampleSearchResult sample, JsonElement behaviors)
    {
        if (behaviors.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        var names = new List<string>();
        foreach (JsonElement behavior in behaviors.EnumerateArray())
        {
            if (behavior.ValueKind == JsonValueKind.Object && behavior.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String)
            {
                names.Add(name.GetString()!);
            }
        }

        sample.IndicatorCount = behaviors.GetArrayLength();
        sample.Indicators = new TextList(names);
        return false;
    }

    /// <summary>Before and during a run, no tag is one empty tag.</summary>
    private static TextList WithoutBlanks(TextList tags)
    {
        var kept = new List<string>(tags.Count);
        foreach (string tag in tags)
        {
            if (tag.Length > 0)
            {
                kept.Add(tag);
            }
        }

        return kept.Count == tags.Count ? tags : new TextList(kept);
    }
}
