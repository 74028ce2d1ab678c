using System;
using ThreatGrid.Observables;

namespace ThreatGrid;

/// <summary>What the rows of all feeds share: a time, a sample and a value.</summary>
public abstract class FeedItem : ApiObject, ITimed
{
    private string? _id;

    private protected FeedItem()
    {
    }

    /// <summary>The observable: the address, domain, URL, path, hash or key itself.</summary>
    public abstract string? Value { get; }

    /// <summary>The observable in a form that nobody opens by a click: <c>evil[.]example</c>, <c>hxxp://…</c>.</summary>
    public virtual string? Defanged => Value;

    /// <summary>When it was seen, in local time; null where the server sent no time that can be read.</summary>
    public DateTime? Timestamp => TimestampUtc?.ToLocalTime();

    /// <summary>When it was seen, in UTC; null where the server sent no time that can be read.</summary>
    public DateTime? TimestampUtc => UtcTicks is { } ticks ? new DateTime(ticks, DateTimeKind.Utc) : null;

    /// <summary>The id of the sample, 32 hexadecimal digits.</summary>
    public string? SampleId { get; internal set; }

    /// <summary>The portal page of the sample.</summary>
    public string? SampleLink => Origin?.SampleLink(SampleId);

    /// <summary>Tells the row from every other: made of feed, value, sample, indicator and time, so that the same row has the same id in every run.</summary>
    public string Id => _id ??= Fingerprint.Of(FeedName, Kind, CanonicalValue, SampleId, IndicatorName, UtcTicks, Detail);

    long? ITimed.UtcTicks => UtcTicks;

    /// <summary>The feed, as outputs name it.</summary>
    internal abstract string FeedName { get; }

    /// <summary>What kind of observable the value is; null where there is none that can be told.</summary>
    internal abstract ObservableType? Kind { get; }

    /// <summary>The behavioural indicator, where the feed has any.</summary>
    internal virtual string? IndicatorName => null;

    /// <summary>What else tells two rows apart.</summary>
    internal virtual string? Detail => null;

    /// <summary>The value in its one spelling, or as it came where it has none.</summary>
    internal string? CanonicalValue => Value is { } value && Kind is { } kind ? Canonical.Of(kind, value) ?? value : Value;

    internal long? UtcTicks { get; set; }
}
