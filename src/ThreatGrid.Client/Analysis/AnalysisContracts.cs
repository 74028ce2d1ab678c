using System;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Analysis;

/// <summary>What the sections of an analysis look like on the wire (section 5 of the API reference).</summary>
internal static class AnalysisContracts
{
    /// <summary>The end of processes that have not ended, or of which it is not known, lies here: far from any run.</summary>
    private static readonly long NeverTicks = new DateTime(2100, 1, 1).Ticks;

    /// <summary>Of artifacts, 0 stands for "not known".</summary>
    private static readonly long UnixEpochTicks = new DateTime(1970, 1, 1).Ticks;

    public static JsonContract<SampleSummary> Summary { get; } = new JsonContract<SampleSummary>(() => new SampleSummary())
        .Text("sample", (s, v) => s.SampleId = v)
        .Text("filename", (s, v) => s.FileName = v)
        .Text("run_type", (s, v) => s.RunType = v)
        .Text("magic_type", (s, v) => s.MagicType = v)
        .Text("sha256", (s, v) => s.Sha256 = v)
        .Text("sha1", (s, v) => s.Sha1 = v)
        .Text("md5", (s, v) => s.Md5 = v)
        .Time("run_start", (s, v) => s.RunStartTicks = v)
        .Time("run_stop", (s, v) => s.RunStopTicks = v)
        .Time("first_seen", (s, v) => s.FirstSeenTicks = v)
        .Time("last_seen", (s, v) => s.LastSeenTicks = v)
        .Integer("times_seen", (s, v) => s.TimesSeen = v)
        .Integer("registry_count", (s, v) => s.RegistryCount = v)
        .Integer("stream_count", (s, v) => s.StreamCount = v)
        .List("tags", (s, v) => s.Tags = v)
        .Nested("artifacts", new JsonContract<SampleSummary>(() => new SampleSummary())
            .Integer("disk", (s, v) => s.DiskArtifactCount = v ?? 0)
            .Integer("memory", (s, v) => s.MemoryArtifactCount = v ?? 0)
            .Integer("network", (s, v) => s.NetworkArtifactCount = v ?? 0)
            .Integer("extracted", (s, v) => s.ExtractedArtifactCount = v ?? 0));

    public static JsonContract<SampleThreat> Threat { get; } = new JsonContract<SampleThreat>(() => new SampleThreat())
        .Text("sample", (t, v) => t.SampleId = v)
        .Integer32("score", (t, v) => t.Score = v)
        .Integer32("count", (t, v) => t.IndicatorCount = v)
        .Integer32("max-confidence", (t, v) => t.MaximumConfidence = v)
        .Integer32("max-severity", (t, v) => t.MaximumSeverity = v)
        .List("bis", (t, v) => t.Indicators = v);

    /// <summary>The rows of <c>data</c> and the newer form of <c>mitre</c> stay with what is not modelled; the model reads them there.</summary>
    public static JsonContract<SampleIndicator> Indicator { get; } = new JsonContract<SampleIndicator>(() => new SampleIndicator())
        .Text("ioc", (i, v) => i.Indicator = v)
        .Text("title", (i, v) => i.Title = v)
        .Text("description", (i, v) => i.Description = v)
        .Integer32("severity", (i, v) => i.Severity = v)
        .Integer32("confidence", (i, v) => i.Confidence = v)
        .Integer("hits", (i, v) => i.Hits = v)
        .Boolean("truncated", (i, v) => i.IsTruncated = v)
        .List("category", (i, v) => i.Categories = v)
        .List("tags", (i, v) => i.Tags = v)
        .List("mitre-tactics", (i, v) => i.Tactics = v)
        .List("mitre-techniques", (i, v) => i.Techniques = v)
        .Number("heuristic_coefficient", (i, v) => i.HeuristicCoefficient = v);

    /// <summary><c>decoded</c>, <c>relation</c> and <c>ssl</c> stay with what is not modelled.</summary>
    public static JsonContract<SampleNetworkStream> NetworkStream { get; } = new JsonContract<SampleNetworkStream>(() => new SampleNetworkStream())
        .Text("transport", (s, v) => s.Transport = v, shared: true)
        .Text("protocol", (s, v) => s.Protocol = v, shared: true)
        .Text("service", (s, v) => s.Service = v, shared: true)
        .Text("src", (s, v) => s.SourceIp = v, shared: true)
        .Integer32("src_port", (s, v) => s.SourcePort = v)
        .Text("dst", (s, v) => s.DestinationIp = v, shared: true)
        .Integer32("dst_port", (s, v) => s.DestinationPort = v)
        .AnyTime("ts_begin", (s, v) => s.StartTicks = v)
        .AnyTime("ts_end", (s, v) => s.EndTicks = v)
        .Number("duration", (s, v) => s.Duration = v)
        .Integer("bytes", (s, v) => s.Bytes = v)
        .Integer("bytes_orig", (s, v) => s.BytesSent = v)
        .Integer("bytes_resp", (s, v) => s.BytesReceived = v)
        .Integer("packets", (s, v) => s.Packets = v)
        .Text("conn_state", (s, v) => s.ConnectionState = v, shared: true);

    public static JsonContract<SampleProcess> Process { get; } = new JsonContract<SampleProcess>(() => new SampleProcess())
        .Text("process_name", (p, v) => p.Name = v, shared: true)
        .Integer("pid", (p, v) => p.ProcessId = v)
        .Text("ppid", (p, v) => p.ParentRecordId = v)
        .Boolean("monitored", (p, v) => p.IsMonitored = v)
        .Boolean("new", (p, v) => p.IsNew = v)
        .AnyTime("time", (p, v) => p.StartedTicks = v)
        .AnyTime("exited", (p, v) => p.ExitedTicks = v < NeverTicks ? v : null)
        .Text("analyzed_because", (p, v) => p.AnalyzedBecause = v, shared: true)
        .List("files_created", (p, v) => p.FilesCreated = v)
        .List("files_modified", (p, v) => p.FilesModified = v)
        .List("files_deleted", (p, v) => p.FilesDeleted = v)
        .List("files_read", (p, v) => p.FilesRead = v)
        .List("mutants_created", (p, v) => p.MutantsCreated = v)
        .Nested("startup_info", new JsonContract<SampleProcess>(() => new SampleProcess())
            .Text("command_line", (p, v) => p.CommandLine = v)
            .Text("image_pathname", (p, v) => p.ImagePath = v)
            .Text("current_directory", (p, v) => p.CurrentDirectory = v));

    /// <summary><c>forensics</c>, <c>antivirus</c>, <c>relation</c> and <c>whitelist</c> stay with what is not modelled.</summary>
    public static JsonContract<SampleArtifact> Artifact { get; } = new JsonContract<SampleArtifact>(() => new SampleArtifact())
        .Text("origin", (a, v) => a.Source = v, shared: true)
        .Text("path", (a, v) => a.Path = v)
        .Text("type", (a, v) => a.Type = v, shared: true)
        .Text("sha256", (a, v) => a.Sha256 = v)
        .Text("sha1", (a, v) => a.Sha1 = v)
        .Text("md5", (a, v) => a.Md5 = v)
        .Integer("size", (a, v) => a.Size = v)
        .Number("entropy", (a, v) => a.Entropy = v)
        .Text("mime-type", (a, v) => a.MimeType = v, shared: true)
        .Text("magic-type", (a, v) => a.MagicType = v, shared: true)
        .AnyTime("created-time", (a, v) => a.CreatedTicks = v == UnixEpochTicks ? null : v)
        .List("created_by", (a, v) => a.CreatedBy = v)
        .List("modified_by", (a, v) => a.ModifiedBy = v)
        .List("read_by", (a, v) => a.ReadBy = v)
        .List("executed_from", (a, v) => a.ExecutedFrom = v);

    public static JsonContract<SampleAnnotation> Annotation { get; } = new JsonContract<SampleAnnotation>(() => new SampleAnnotation())
        .AnyTime("ts", (a, v) => a.TimestampTicks = v)
        .Integer("asn", (a, v) => a.Asn = v)
        .Text("org", (a, v) => a.Organization = v)
        .Text("country", (a, v) => a.Country = v)
        .Text("country_name", (a, v) => a.CountryName = v)
        .Text("region", (a, v) => a.Region = v)
        .Text("region_name", (a, v) => a.RegionName = v)
        .Text("city", (a, v) => a.City = v)
        .List("reverse_dns", (a, v) => a.ReverseDns = v);

    /// <summary>The list of analysed files, <c>malware_desc</c>, stays with what is not modelled; its first is shown.</summary>
    public static JsonContract<SampleMetadata> Metadata { get; } = new JsonContract<SampleMetadata>(() => new SampleMetadata())
        .Nested("general_details", new JsonContract<SampleMetadata>(() => new SampleMetadata())
            .AnyTime("report_created", (m, v) => m.ReportTicks = v)
            .Text("sandbox_id", (m, v) => m.SandboxId = v)
            .Text("sandbox_version", (m, v) => m.SandboxVersion = v))
        .Nested("sandcastle_env", new JsonContract<SampleMetadata>(() => new SampleMetadata())
            .Text("vm", (m, v) => m.VirtualMachine = v)
            .Text("display_name", (m, v) => m.VirtualMachineName = v)
            .Text("vm_id", (m, v) => m.SampleId = v)
            .Text("current_os", (m, v) => m.OperatingSystem = v)
            .Integer("run_time", (m, v) => m.RuntimeSeconds = v)
            .AnyTime("analysis_start", (m, v) => m.StartTicks = v)
            .AnyTime("analysis_end", (m, v) => m.EndTicks = v)
            .AnyTime("sample_executed", (m, v) => m.ExecutedTicks = v)
            .Text("sandcastle", (m, v) => m.Sandcastle = v)
            .Text("controlsubject", (m, v) => m.ControlSubject = v)
            .List("analysis_features", (m, v) => m.AnalysisFeatures = v))
        .Element("malware_desc", (m, files) =>
        {
            if (files.ValueKind == System.Text.Json.JsonValueKind.Array && files.GetArrayLength() > 0 && JsonValues.From(files[0]) is MemberDictionary file)
            {
                m.FileName = file.Text("filename");
                m.FileType = file.Text("type");
                m.MagicType = file.Text("magic");
                m.Size = file.Integer("size");
                m.Sha256 = file.Text("sha256");
            }

            return false;
        });

    public static JsonContract<SampleWarning> Warning { get; } = new JsonContract<SampleWarning>(() => new SampleWarning())
        .Text("code", (w, v) => w.Code = v)
        .Text("title", (w, v) => w.Title = v)
        .Text("description", (w, v) => w.Description = v)
        .Text("error", (w, v) => w.Error = v);

}
