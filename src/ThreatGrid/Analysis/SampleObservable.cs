using ThreatGrid.Observables;

namespace ThreatGrid;

/// <summary>An address, name, URL, hash, path or registry key of a run, once, with where it was seen.</summary>
public sealed class SampleObservable
{
    internal SampleObservable(Origin? origin, string? sampleId, ObservableType type, string value)
    {
        Origin = origin;
        SampleId = sampleId;
        Type = type;
        Value = value;
    }

    /// <summary>The name of the connection; null where it is from a saved analysis.</summary>
    public string? Connection => Origin?.Name;

    /// <summary>The id of the sample.</summary>
    public string? SampleId { get; }

    /// <summary>What kind it is.</summary>
    public ObservableType Type { get; }

    /// <summary>The value itself.</summary>
    public string Value { get; }

    /// <summary>The value in a form that nobody opens by a click.</summary>
    public string? Defanged => Defang.Of(Type, Value);

    /// <summary>Whether it belongs to the sandbox itself, or to no network at all: private, loopback, multicast and broadcast addresses.</summary>
    public bool IsInternal { get; internal set; }

    /// <summary>Whether the server marks the file as harmless.</summary>
    public bool IsWhitelisted { get; internal set; }

    /// <summary>Where it was seen, for example <c>network_streams/3 dst</c>.</summary>
    public TextList SeenIn { get; internal set; } = TextList.Empty;

    /// <summary>The portal page of the sample.</summary>
    public string? SampleLink => Origin?.SampleLink(SampleId);

    internal Origin? Origin { get; }
}
