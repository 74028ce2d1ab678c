using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Connections;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Paging;
using ThreatGrid.Client.Sync;
using ThreatGrid.Client.Tests.Testing;
using ThreatGrid.Sync;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Hostile;

/// <summary>Files that somebody changed, cut or made up: they are read, or refused by the documented error.</summary>
[Collection(EnvironmentTests.Name)]
public sealed class HostileFileTests : IDisposable
{
    private const int Rounds = 300;

    private readonly TempFolder _folder = new();
    private readonly string? _before = Environment.GetEnvironmentVariable("TG_CONFIG_HOME");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("TG_CONFIG_HOME", _before);
        _folder.Dispose();
    }

    [Fact]
    public async Task A_checkpoint_is_one_that_a_run_can_begin_with_or_refused()
    {
        long since = new DateTime(2026, 3, 2, 10, 0, 0, DateTimeKind.Utc).Ticks;
        var checkpoint = new Checkpoint("https://tg.example/") { Sink = new SinkState("Csv", "/data/feed.csv", 500, 2), Generation = 7 };
        checkpoint.Feeds["IOC feed 'ips'"] = new FeedState("severity=90", since) { PositionTicks = since + TimeSpan.TicksPerHour, RememberedFromTicks = since + TimeSpan.TicksPerMinute };
        checkpoint.Feeds["IOC feed 'ips'"].Rows[5] = since;
        checkpoint.Feeds["IOC feed 'ips'"].Values[6] = since;
        foreach ((byte[] body, int seed) in AllBodies(Write(s => CheckpointText.Write(checkpoint, s))))
        {
            File.WriteAllBytes(_folder["c"], body);
            await Expect.OnlyAsync<CheckpointException>($"seed {seed}", async () =>
            {
                using CheckpointFile file = await CheckpointFile.OpenAsync(_folder["c"], wait: false, CancellationToken.None);
                if (file.Load() is not { } read)
                {
                    return;
                }

                Assert.NotNull(read.Server);
                Assert.True(read.Sink is null or { Length: >= 0, Path: not null, Target: not null });
                foreach (KeyValuePair<string, FeedState> feed in read.Feeds.ToArray())
                {
                    var source = new SyncSource(feed.Key, feed.Value.Filter, (_, _) => throw new InvalidOperationException());
                    _ = new SyncRun(source, read, new SyncOptions(), DateTime.UtcNow, new SyncSummary(feed.Key, "c", "c"), "c").Window;
                }
            });
        }
    }

    [Fact]
    public void Saved_connections_are_ones_that_can_be_used_or_refused()
    {
        Environment.SetEnvironmentVariable("TG_CONFIG_HOME", _folder["home"]);
        SavedConnectionFile.Change(saved => saved.Add(new SavedConnectionEntry("a", new ConnectionSettings { Server = new Uri("https://tg.example/"), Proxy = new Uri("http://proxy.example:3128/") }, new KeyReference(KeyStore.Secret, "x", "v"))));
        foreach ((byte[] body, int seed) in AllBodies(File.ReadAllBytes(SavedConnectionFile.Path)))
        {
            File.WriteAllBytes(SavedConnectionFile.Path, body);
            Expect.Only<InvalidDataException>($"seed {seed}", () =>
            {
                foreach (SavedConnectionEntry entry in SavedConnectionFile.Read())
                {
                    Assert.NotNull(entry.Name);
                    Assert.NotNull(entry.Key.Describe());
                    Assert.True(Enum.IsDefined(typeof(KeyPlacement), entry.Settings.KeyIn));
                    using var wait = new CancellationTokenSource(TimeSpan.FromSeconds(entry.Settings.TimeoutSec));
                    using System.Net.Http.HttpClient client = HttpTransport.CreateClient(entry.Settings);
                    _ = new RetryPolicy(entry.Settings, new RateGate()).WaitFor(TransportFailure.Silent(TestData.Connect(), null), entry.Settings.MaximumRetryCount);
                }
            });
            _ = SavedConnectionFile.ReadOrEmpty();
        }
    }

    [Fact]
    public async Task A_saved_analysis_is_read_or_refused_part_by_part()
    {
        foreach ((byte[] body, int seed) in Bodies(Encoding.UTF8.GetBytes(Hostile.Analysis.Whole)))
        {
            File.WriteAllBytes(_folder["a.json"], body);
            await Expect.OnlyAsync<InvalidDataException>($"seed {seed}", async () =>
            {
                var analysis = new SavedAnalysis(_folder["a.json"]);
                await ReadAsync(analysis, AnalysisSections.Indicators, (o, r) => o.Add(r));
                await ReadAsync(analysis, AnalysisSections.NetworkStreams, (o, r) => o.Add(r));
                await ReadAsync(analysis, AnalysisSections.Processes, (o, r) => o.Add(r));
                await ReadAsync(analysis, AnalysisSections.Artifacts, (o, r) => o.Add(r));
                await ReadAsync(analysis, AnalysisSections.Annotations, (o, r) => o.Add(r));
                Toucher.Touch(await analysis.MetadataAsync(CancellationToken.None));
                Toucher.Touch(await analysis.WarningsAsync(CancellationToken.None));
            });
        }
    }

    [Fact]
    public async Task A_thousand_processes_with_one_number_are_a_tree_at_once()
    {
        string processes = string.Join(",", Enumerable.Repeat("\"1\":{\"pid\":4,\"ppid\":\"1\"}", 50_000));
        File.WriteAllText(_folder["a.json"], "{\"dynamic\":{\"processes\":{" + processes + "}}}");
        using var memory = new MemoryWatch();
        await Expect.OnlyAsync<InvalidDataException>("a tree", () => ReadAsync(new SavedAnalysis(_folder["a.json"]), AnalysisSections.Processes, (o, r) => o.Add(r)));
        Assert.True(memory.MostMegabytes < 300, $"{memory.MostMegabytes} MB");
    }

    [Fact]
    public async Task An_address_in_a_hundred_thousand_streams_is_one_observable_at_once()
    {
        string streams = string.Join(",", Enumerable.Range(0, 100_000).Select(i => $"\"{i}\":{{\"dst\":\"11.0.0.1\"}}"));
        File.WriteAllText(_folder["a.json"], "{\"network\":{" + streams + "}}");
        await Expect.OnlyAsync<InvalidDataException>("streams", () => ReadAsync(new SavedAnalysis(_folder["a.json"]), AnalysisSections.NetworkStreams, (o, r) => o.Add(r)));
    }

    /// <summary>Changed as JSON, and changed as bytes.</summary>
    private static IEnumerable<(byte[] Body, int Seed)> Bodies(byte[] valid)
    {
        var mutator = new JsonMutator(Encoding.UTF8.GetString(valid));
        return Enumerable.Range(0, Rounds).Select(seed => (seed % 4 == 0 ? HostileText.Damage(valid, new Random(seed)) : mutator.Mutate(new Random(seed)), seed));
    }

    /// <summary>The same, and every value in every other form.</summary>
    private static IEnumerable<(byte[] Body, int Seed)> AllBodies(byte[] valid)
        => Bodies(valid).Concat(new JsonMutator(Encoding.UTF8.GetString(valid)).All().Select((body, i) => (body, -i)));

    private static byte[] Write(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private static async Task ReadAsync<T>(SavedAnalysis analysis, AnalysisSection<T> section, Action<ObservableCollector, T> collect)
        where T : SampleDetail
    {
        var rows = new List<T>();
        await foreach (RowBatch<T> batch in analysis.ReadAsync(section, CancellationToken.None))
        {
            rows.AddRange(batch.Rows);
        }

        Toucher.Touch(rows);
        _ = Hostile.Analysis.Collect(rows, collect);
    }
}
