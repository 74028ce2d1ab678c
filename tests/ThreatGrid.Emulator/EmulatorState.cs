using System.Collections.Concurrent;
using ThreatGrid.Emulator.Accounts;
using ThreatGrid.Emulator.Control;
using ThreatGrid.Emulator.Entities;
using ThreatGrid.Emulator.Faults;
using ThreatGrid.Emulator.Feeds;
using ThreatGrid.Emulator.Samples;

namespace ThreatGrid.Emulator;

/// <summary>All that the emulator remembers. Tests change it over the control endpoints.</summary>
internal sealed class EmulatorState(EmulatorOptions options)
{
    private SampleStore? _samples;

    public EmulatorOptions Options { get; } = options;

    public EmulatorClock Clock { get; } = new(options.Now, options.Frozen);

    public Settings Settings { get; } = new();

    public FaultList Faults { get; } = new();

    public RequestLog Log { get; } = new();

    public ConcurrentQueue<string> ProxyLog { get; } = new();

    /// <summary>Explicit rows, by family and name, curated ones with their day.</summary>
    public ConcurrentDictionary<string, DataSet> DataSets { get; } = new();

    public PageCache Pages { get; } = new();

    public UserStore Users { get; } = new(options);

    public TagStore Tags { get; } = new();

    public SampleStore Samples => _samples ??= new SampleStore(this);

    public void Reset()
    {
        Clock.Reset(Options.Now, Options.Frozen);
        Settings.Clear();
        Faults.Clear();
        DataSets.Clear();
        Samples.Clear();
        Users.Clear();
        Tags.Clear();
        Log.Clear();
        ProxyLog.Clear();
    }
}
