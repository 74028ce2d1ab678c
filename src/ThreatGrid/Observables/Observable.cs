using System;
using ThreatGrid.Observables;

namespace ThreatGrid;

/// <summary>
/// An observable on its way out: an address, name, URL, hash, path or registry key in its one spelling, with what is known of it. What <c>Select-TGObservable</c> gives.
/// </summary>
public sealed class Observable
{
    /// <summary>What the vendor calls high, and the service's own default for feeds.</summary>
    internal const int HighScore = 80;

    private string? _id;
    private string _value;
    private UrlParts? _url;
    private string? _sampleLink;
    private string? _indicatorLink;

    internal Observable(ObservableType type, string value, string rawValue)
    {
        Type = type;
        _value = value;
        RawValue = rawValue;
    }

    /// <summary>What kind it is.</summary>
    public ObservableType Type { get; }

    /// <summary>The value in its one spelling.</summary>
    public string Value
    {
        get => _value;
        internal set => (_value, _url) = (value, null);
    }

    /// <summary>The value as the service, or whoever gave it, wrote it.</summary>
    public string RawValue { get; }

    /// <summary>The value in the letters of its owner: <c>bücher.example</c> for <c>xn--bcher-kva.example</c>. For people; the same as Value where there are no others.</summary>
    public string Unicode => Type is ObservableType.Domain or ObservableType.Url ? Canonical.Unicode(Value) : Value;

    /// <summary>The value in a form that nobody opens by a click.</summary>
    public string Defanged => Defang.Of(Type, Value);

    /// <summary>The name of the behavioural indicator; null where none belongs to it.</summary>
    public string? Indicator { get; internal set; }

    /// <summary>A sentence of a curated feed about it.</summary>
    public string? Description { get; internal set; }

    /// <summary>How bad the indicator is, 0 to 100; null where there is no score.</summary>
    public int? Severity { get; internal set; }

    /// <summary>How sure the indicator is, 0 to 100; null where there is no score.</summary>
    public int? Confidence { get; internal set; }

    /// <summary>When it was seen, in local time.</summary>
    public DateTime? Timestamp => UtcTime.Local(UtcTicks);

    /// <summary>When it was seen, in UTC.</summary>
    public DateTime? TimestampUtc => UtcTime.Utc(UtcTicks);

    /// <summary>The port of an address, where it is known.</summary>
    public int? Port { get; internal set; }

    /// <summary>Where it is from: <c>ioc-ip</c>, <c>sample-domain</c>, the name of a curated feed, <c>run</c> for an observable of a run, <c>entity</c> for a look-up; null for values of one's own.</summary>
    public string? Feed { get; internal set; }

    /// <summary>The id of the sample.</summary>
    public string? SampleId { get; internal set; }

    /// <summary>The SHA-256 of the sample.</summary>
    public string? SampleSha256 { get; internal set; }

    /// <summary>The portal page of the sample.</summary>
    public string? SampleLink
    {
        get => _sampleLink ?? Origin?.SampleLink(SampleId);
        internal set => _sampleLink = value;
    }

    /// <summary>The indicator on the portal page of the sample.</summary>
    public string? IndicatorLink
    {
        get => _indicatorLink ?? Origin?.IndicatorLink(SampleId, Indicator);
        internal set => _indicatorLink = value;
    }

    /// <summary>The name of the connection it came from.</summary>
    public string? Connection { get; internal set; }

    /// <summary>Tells it from every other: made of feed, type, value, sample, indicator and time, so that the same row has the same id in every run.</summary>
    public string Id
    {
        get => _id ??= Fingerprint.Of(Feed, Type, Value, SampleId, Indicator, UtcTicks, Detail);
        internal set => _id = value;
    }

    /// <summary>The parts of a URL in its one spelling.</summary>
    internal UrlParts UrlParts => _url ??= UrlParts.Of(Value);

    /// <summary>Whether its indicator is as bad and as sure as what is meant to block or to alarm.</summary>
    internal bool HasHighScores => Severity >= HighScore && Confidence >= HighScore;

    /// <summary>Where it came from, and so where its links lead: most outputs have no room for them.</summary>
    internal Origin? Origin { get; set; }

    internal long? UtcTicks { get; set; }

    /// <summary>What else tells the row from others.</summary>
    internal string? Detail { get; set; }

    /// <summary>Whether somebody vouches for it without a score: a curated feed, or the user who typed it.</summary>
    internal bool IsTrusted { get; set; }

    /// <summary>Whether the server marks the file as harmless.</summary>
    internal bool IsWhitelisted { get; set; }

    /// <inheritdoc />
    public override string ToString() => Value;

    /// <summary>One of its own, for those who bring it into another spelling.</summary>
    internal Observable Copy() => (Observable)MemberwiseClone();
}
